"""Under which name an image is published: workflows, composite actions, scripts and make targets, read and not run."""
