"""Images that are built otherwise than from a Dockerfile: by ko, jib, buildpacks, s2i, bazel and the like."""
