"""The log on standard error, the stopwatch of a run, and SIGTERM."""
