"""One module a rule: every module of this folder is one, and nothing lists them."""
