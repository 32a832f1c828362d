"""Running a scanner over published images."""
