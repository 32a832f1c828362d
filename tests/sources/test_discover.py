"""Which names say Dockerfile."""

import pytest

from audit.model.repository import Entry, EntryKind
from audit.sources import discover

# many could be Dockerfiles by their names; their content decides
SAY_DOCKERFILE = """
Dockerfile Dockerfile.launcher sklearn.Dockerfile dockerfile Containerfile Dockerfile.ppc64le Dockerfile-mpi
non_dist_Dockerfile Dockerfile-linux-base.aarch64 Dockerfile.ubuntu-s2i DOCKERFILE containerfile.dev web.dockerfile
Dockerfile_cpu web-Dockerfile Dockerfile. DockerfileDebug KafkaDockerfile Dockerfiles mydockerfile python3.9Dockerfile
DockerfileCPU.amd64 dockerfile.py test_dockerfile.py Dockerfile.template
"""
SAY_SOMETHING_ELSE = """
README.md DockerfileGenerator.java KafkaConnectDockerfile.java dockerfileUtils.test.ts
docker-compose.yaml Makefile Dockerfile.dockerignore
Dockerfile.web.dockerignore Containerfile.containerignore .dockerignore docker.file containers
"""


def found(path: str, kind: EntryKind = "file") -> list[str]:
    """Return the paths taken for Dockerfiles."""
    return [each.path for each in discover.candidates([Entry(path, kind, "blob")])]


@pytest.mark.parametrize("name", [*SAY_DOCKERFILE.split(), "a\n.Dockerfile"])
@pytest.mark.parametrize("folder", ["", "cmd/web/", "Dockerfile/", "-rf/", "a\nb/", "\\xff/"])
def test_a_name_that_says_dockerfile_is_found_in_every_folder(folder: str, name: str) -> None:
    assert found(folder + name) == [folder + name]


@pytest.mark.parametrize("name", [*SAY_SOMETHING_ELSE.split(), ""])
@pytest.mark.parametrize("folder", ["", "cmd/web/", "Dockerfile/"])
def test_a_name_that_says_something_else_is_not_found(folder: str, name: str) -> None:
    assert found(folder + name) == []


def test_only_files_and_executables_are_found() -> None:
    kinds: tuple[EntryKind, ...] = ("file", "executable", "symlink", "submodule")
    assert [kind for kind in kinds if found("Dockerfile", kind)] == ["file", "executable"]


def test_entries_keep_their_order() -> None:
    entries = [Entry(name, "file", name) for name in ("b/Dockerfile", "README.md", "a/Dockerfile")]
    assert list(discover.candidates(entries)) == [entries[0], entries[2]]
