"""Turn recorded runs into pandas frames."""
