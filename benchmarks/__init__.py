"""How fast and how small: the audit beside hadolint, trivy and plain git, measured in one run."""
