"""`python -m benchmarks` measures and prints one table."""

from benchmarks.command import main

main()
