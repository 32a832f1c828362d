"""Where the configuration that ships with the program lies."""

from importlib.resources import files
from pathlib import Path


def packaged() -> Path:
    """Return the folder of the shipped configuration: inside an installed wheel, else beside the source."""
    inside = Path(str(files("audit"))) / "_config"
    return inside if inside.is_dir() else Path(str(files("audit"))).parent / "config"


def profiles() -> dict[str, Path]:
    """Return the shipped profiles' files by name, sorted."""
    return {path.stem: path for path in sorted((packaged() / "profiles").glob("*.yaml"))}


def organizations() -> tuple[str, ...]:
    """Return the names that `named` knows: the shipped organisations' files, told by their first key."""
    return tuple(
        path.stem
        for path in sorted(packaged().glob("*.yaml"))
        if any(line.startswith("organization:") for line in path.read_text(encoding="utf-8").splitlines())
    )


def named(path: Path) -> Path:
    """Return the path, or the shipped file when a bare name such as `kubeflow` or `sample` is given."""
    shipped = packaged() / f"{path}.yaml"
    return shipped if path.name == str(path) and not path.exists() and shipped.is_file() else path
