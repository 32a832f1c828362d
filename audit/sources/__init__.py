"""Where Dockerfiles come from: repositories, their snapshots, and the files in them that say Dockerfile."""
