# SPDX-License-Identifier: Apache-2.0
"""Print a Dockerfile for a model: the template with its two blanks filled."""

import argparse
import re
from collections.abc import Mapping
from pathlib import Path

TEMPLATE = Path(__file__).parent.parent / "docs" / "Dockerfile.template"


def fill(template: str, values: Mapping[str, str]) -> str:
    """Return the template with every ``{{ name }}`` replaced; a name without a value is a ``KeyError``."""
    return re.sub(r"\{\{ (\w+) \}\}", lambda blank: values[blank[1]], template)


def main() -> None:
    """Read the options and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base-image", required=True)
    parser.add_argument("--model", required=True)
    print(fill(TEMPLATE.read_text(encoding="utf-8"), vars(parser.parse_args())), end="")


if __name__ == "__main__":
    main()
