"""Read HashiCorp's configuration language as far as `docker buildx bake` uses it."""
