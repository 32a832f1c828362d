"""Judge components: base images, Go builds, rules, exceptions, scores."""
