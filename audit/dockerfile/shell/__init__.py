"""Shell commands: syntax, simple commands, an interpreter, the commands that RUN runs."""
