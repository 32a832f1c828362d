"""Base images: tier, family, release, support, and the external images that a Dockerfile names."""
