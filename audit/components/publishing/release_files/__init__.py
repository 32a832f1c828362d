"""Read the files that list image builds: buildx bake, compose, goreleaser, Cloud Build, chartpress, lists of images."""
