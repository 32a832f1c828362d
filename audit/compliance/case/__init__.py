"""What a rule is given and what a rule is."""
