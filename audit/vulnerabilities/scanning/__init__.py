"""Run an installed scanner on published images."""
