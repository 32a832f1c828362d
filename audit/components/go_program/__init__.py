"""A Go program: the sources that are compiled into it, whether they need cgo, the programs that they start."""
