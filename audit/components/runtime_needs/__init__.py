"""Needs of a program where it runs: cgo, tools that it starts, its stack, its manifests, whose program it is."""
