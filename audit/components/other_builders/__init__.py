"""Find images that are built without a Dockerfile, by tools such as ko, jib, bazel or buildpacks."""
