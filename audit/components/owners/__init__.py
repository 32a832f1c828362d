"""Who answers for a Dockerfile: the nearest OWNERS file upwards, else CODEOWNERS."""
