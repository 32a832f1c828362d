"""Return the language that the name of a program or of an image shows."""

import re
from fnmatch import fnmatchcase

from audit.model.dockerfile import Image
from audit.policy.signals import Languages


def of_program(name: str, known: Languages) -> str:
    """Return the language that a program's name tells, or an empty text."""
    return next((entry.language for entry in known.programs if _matches(name, entry.words)), "")


def of_known_program(name: str, known: Languages) -> str:
    """Return the language of a program of another project, or an empty text."""
    return next((entry.language for entry in known.known if _matches(name, entry.runs)), "")


def of_known_image(image: Image, known: Languages) -> str:
    """Return the language of the program that an image of another project is known for, or an empty text."""
    parts = image.name.split("/")
    for entry in known.known:
        for glob in entry.images:
            if fnmatchcase("/".join(parts[-1 - glob.count("/") :]), glob):
                return entry.language
    return ""


def of_base(image: Image, known: Languages) -> str:
    """Return the language that an image's name tells: a known one, or a whole word of it (`cloud-cli` is not Go)."""
    words = set(re.split(r"[-_.\d/]+", image.name)) | set(re.split(r"[-_/]", image.name))
    named = next((entry.language for entry in known.bases if words & set(entry.words)), "")
    return of_known_image(image, known) or named


def _matches(name: str, globs: tuple[str, ...]) -> bool:
    return any(fnmatchcase(name, glob) for glob in globs)
