"""The database of runs: tables, queries, inserts, export, retention."""
