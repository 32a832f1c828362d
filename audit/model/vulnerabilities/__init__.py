"""Hold vulnerabilities of images: reports, scans of components, comparisons, changes between runs."""
