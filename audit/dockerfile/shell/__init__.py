"""Read shell text into the commands that it runs, with the variables and the folder in effect at each."""
