"""The reader of Dockerfiles beside BuildKit's own, on the same texts."""
