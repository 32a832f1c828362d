"""Base images: tier, family, release, support, and the external images a file names."""
