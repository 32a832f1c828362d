"""Images that are built without a Dockerfile."""
