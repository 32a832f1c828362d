"""Go builds whose output ships: cgo, flags, outputs."""
