"""Log on standard error, time a run, and treat SIGTERM as an interrupt."""
