"""What a run reports on itself: metrics, run report, log lines."""
