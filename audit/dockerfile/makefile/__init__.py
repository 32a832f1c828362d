"""Read Makefiles and list the shell lines that `make TARGET` runs."""
