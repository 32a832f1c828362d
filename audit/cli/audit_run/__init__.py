"""One audit from options to reports."""
