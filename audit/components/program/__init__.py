"""The program that an image runs, and where its binary comes from."""
