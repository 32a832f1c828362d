"""Return the language that the name of a program or of a base image shows."""

import re
from fnmatch import fnmatchcase

from audit.model.dockerfile import Image
from audit.policy.signals import Languages


def of_program(name: str, known: Languages) -> str:
    """Return the language that a program's name tells, or an empty text."""
    return next(
        (entry.language for entry in known.programs if any(fnmatchcase(name, glob) for glob in entry.words)), ""
    )


def of_base(image: Image, known: Languages) -> str:
    """Return the language that a whole word of an image's name tells, or an empty text (`cloud-cli` is not Go)."""
    words = set(re.split(r"[-_.\d/]+", image.name)) | set(re.split(r"[-_/]", image.name))
    return next((entry.language for entry in known.bases if words & set(entry.words)), "")
