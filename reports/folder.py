"""The output folder: the only place where reports are written."""

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path


def write(folder: Path, files: Mapping[str, str]) -> None:
    """Write each text under its relative name, whole or not at all; raise OSError when one cannot be written."""
    for name, text in files.items():
        _replace(folder / name, text)


def _replace(path: Path, text: str) -> None:
    """Put the text in the file's place by way of a temporary file beside it, which never stays behind."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(text.encode())
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
