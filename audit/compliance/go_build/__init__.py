"""Go builds whose output ships: cgo, and where the output goes."""
