"""`python -m audit` is `image-audit`."""

from audit.cli import main

main()
