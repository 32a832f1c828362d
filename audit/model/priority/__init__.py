"""What the rule book of priorities says of a row: letters with their evidence, gate, target and campaign."""
