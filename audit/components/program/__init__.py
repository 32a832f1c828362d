"""Find the program that an image runs, and where its binary is built."""
