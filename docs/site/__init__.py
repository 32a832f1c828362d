"""Generate the parts of the documentation that the code decides: rules, commands, configuration, columns, wings."""
