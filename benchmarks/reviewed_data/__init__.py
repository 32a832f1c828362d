"""Generate the parts of `config/` that come whole from another project's record: run by hand, reviewed, then kept."""
