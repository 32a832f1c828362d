"""Define the subcommands, one module each; `history` and `diff` work on recorded runs."""
