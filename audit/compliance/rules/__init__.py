"""One module a rule; a module that stands here is a rule, and nothing lists them."""
