"""The output folder: the only place where reports are written."""

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path


def write(folder: Path, files: Mapping[str, str | bytes]) -> None:
    """Write each content under its relative name, whole or not at all; raise OSError when one cannot be written."""
    for name, content in files.items():
        replace(folder / name, content)


def replace(path: Path, content: str | bytes) -> None:
    """Put the content in the file's place by way of a temporary file beside it, which never stays behind."""
    path.parent.mkdir(parents=True, exist_ok=True)
    mode = path.stat().st_mode & 0o777 if path.is_file() else 0o644
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content.encode() if isinstance(content, str) else content)
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).chmod(mode)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
