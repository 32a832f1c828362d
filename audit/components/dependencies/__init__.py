"""What a program depends on: Go modules and packages, Python requirements."""
