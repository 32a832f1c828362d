"""The case that a rule is given, and the rule itself."""
