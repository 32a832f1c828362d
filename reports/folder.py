"""Write the output folder; reports are written nowhere else."""

import os
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

Content = str | bytes | Iterable[str]


def write(folder: Path, files: Mapping[str, Content] | Iterable[tuple[str, Content]]) -> None:
    """Write each content under its relative name, all or none; raise OSError when one cannot be written.

    Contents that are iterators are written as they come, and not kept in memory.
    """
    written: list[tuple[Path, Path]] = []
    try:
        for name, content in files.items() if isinstance(files, Mapping) else files:
            written.append((_beside(folder / name, content), folder / name))
        for temporary, path in written:
            temporary.replace(path)
    except BaseException:
        for temporary, _ in written:
            temporary.unlink(missing_ok=True)
        raise


def replace(path: Path, content: str | bytes) -> None:
    """Replace a file by way of a temporary file beside it, which is removed on failure."""
    write(path.parent, {path.name: content})


def _beside(path: Path, content: Content) -> Path:
    """Write the content into a temporary file beside the path, with the mode that the file has, and return it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    mode = path.stat().st_mode & 0o777 if path.is_file() else 0o644
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            for piece in (content,) if isinstance(content, str | bytes) else content:
                stream.write(piece if isinstance(piece, bytes) else piece.encode())
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(mode)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary
