"""The columns of a run's tables, listed once for CSV, Parquet, pandas frames and documentation."""
