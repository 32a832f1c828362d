"""Which names say Dockerfile."""

import pytest

from audit.model.repository import Entry, EntryKind
from audit.sources import discover

SAY_DOCKERFILE = (
    "Dockerfile",
    "Dockerfile.launcher",
    "sklearn.Dockerfile",
    "dockerfile",
    "Containerfile",
    "Dockerfile.ppc64le",
    "Dockerfile-mpi",
    "non_dist_Dockerfile",
    "Dockerfile-linux-base.aarch64",
    "Dockerfile.ubuntu-s2i",
    "DOCKERFILE",
    "containerfile.dev",
    "web.dockerfile",
    "Dockerfile_cpu",
    "web-Dockerfile",
    "Dockerfile.",
)
# by their names they could be; their content decides
MAY_BE_DOCKERFILES = ("dockerfile.py", "test_dockerfile.py", "Dockerfile.template")
SAY_OTHERWISE = (
    "README.md",
    "Dockerfiles",
    "DockerfileGenerator.java",
    "mydockerfile",
    "docker-compose.yaml",
    "Makefile",
    "Dockerfile.dockerignore",
    "Dockerfile.web.dockerignore",
    "Containerfile.containerignore",
    ".dockerignore",
    "docker.file",
    "containers",
    "",
)


def found(path: str, kind: EntryKind = "file") -> list[str]:
    """Return the paths taken for Dockerfiles."""
    return [each.path for each in discover.candidates([Entry(path, kind, "blob")])]


@pytest.mark.parametrize("name", [*SAY_DOCKERFILE, *MAY_BE_DOCKERFILES])
@pytest.mark.parametrize("folder", ["", "cmd/web/", "Dockerfile/", "-rf/", "a\nb/", "\\xff/"])
def test_a_name_that_says_dockerfile_is_found_in_every_folder(folder: str, name: str) -> None:
    assert found(folder + name) == [folder + name]


@pytest.mark.parametrize("name", SAY_OTHERWISE)
@pytest.mark.parametrize("folder", ["", "cmd/web/", "Dockerfile/"])
def test_a_name_that_says_something_else_is_not_found(folder: str, name: str) -> None:
    assert found(folder + name) == []


def test_an_executable_is_found() -> None:
    assert found("Dockerfile", "executable") == ["Dockerfile"]


def test_a_symlink_is_never_found() -> None:
    assert found("Dockerfile", "symlink") == []


def test_a_submodule_is_never_found() -> None:
    assert found("Dockerfile", "submodule") == []


def test_a_name_with_a_line_end_is_found() -> None:
    assert found("a\n.Dockerfile") == ["a\n.Dockerfile"]


def test_entries_keep_their_order() -> None:
    entries = [Entry(name, "file", name) for name in ("b/Dockerfile", "README.md", "a/Dockerfile")]
    assert list(discover.candidates(entries)) == [entries[0], entries[2]]
