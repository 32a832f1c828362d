"""What a Dockerfile builds: the program that runs, its language, the kind of component; each with its evidence."""
