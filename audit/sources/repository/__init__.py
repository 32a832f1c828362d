"""One repository opened for reading, wherever it lies."""
