"""All names that a Dockerfile's image is pushed under, and what becomes of one that nobody decides."""

from textwrap import dedent

import pytest

from audit.components.publishing import published
from audit.components.publishing.building import Build
from audit.dockerfile.build_context import Files
from tests.components.looking import tree

WORKFLOW = ".github/workflows/publish.yaml"
HEAD = "on: push\njobs:\n  build:\n    runs-on: ubuntu-24.04\n    steps:\n"
PUSH = "- uses: docker/build-push-action@v6\n  with:\n    push: true\n    tags: "
ONLY = "- uses: docker/build-push-action@v6\n  with:\n    push: false\n    tags: "


def built(*steps: str, **others: str) -> tuple[tuple[Build, ...], Files]:
    """Return what a workflow of these steps builds, in a repository with a Dockerfile."""
    lines = "".join(f"      {line}\n" for step in steps for line in dedent(step).splitlines())
    files = tree({WORKFLOW: HEAD + lines, **others}, "Dockerfile")
    return published.builds(files, "acme/web", "main"), files


def names(*steps: str, **others: str) -> dict[str, tuple[str, ...]]:
    return {path: each.names for (path, _), each in published.find(*built(*steps, **others)).items()}


def undecided(*steps: str) -> dict[str, list[tuple[str, int | None]]]:
    """Return path and line of the hops that lead to a name that nobody decides, by Dockerfile."""
    found = published.undecided(built(*steps)[0])
    return {path: [(each.path, each.line) for each in hops] for path, hops in found.items()}


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        pytest.param("ghcr.io/a/b:1", ("ghcr.io/a/b",), id="one"),
        pytest.param("|\n      z/b:1\n      ghcr.io/a/b:1\n      ghcr.io/a/b:2", ("ghcr.io/a/b", "z/b"),
                     id="several, each once and in order"),
        pytest.param("|\n      kind-registry:5000/a/b:1\n      ghcr.io/a/b:1", ("ghcr.io/a/b",),
                     id="a registry of the test is none"),
        pytest.param("|\n      ${{ secrets.REGISTRY }}/a/b:1\n      ghcr.io/a/b:1", ("ghcr.io/a/b",),
                     id="a registry that nobody decides is none"),
        pytest.param("r.io:5000/a/b:1", ("r.io:5000/a/b",), id="a port is not a tag"),
        pytest.param("ghcr.io/A/B:1", ("ghcr.io/a/b",), id="small letters"),
        pytest.param(f"ghcr.io/a/b@sha256:{'0' * 64}", ("ghcr.io/a/b",), id="without the digest"),
    ],
)  # fmt: skip
def test_names(tags: str, expected: tuple[str, ...]) -> None:
    assert names(f"{PUSH}{tags}\n") == {"Dockerfile": expected}


def test_the_names_of_all_builds_of_a_dockerfile() -> None:
    assert names(f"{PUSH}ghcr.io/a/b:1\n", f"{PUSH}quay.io/a/b:1\n", f"{PUSH}ghcr.io/a/b:2\n") == {
        "Dockerfile": ("ghcr.io/a/b", "quay.io/a/b")
    }


@pytest.mark.parametrize(
    "step",
    [
        pytest.param(f"{PUSH}/a/b:1\n", id="a name that begins with a slash"),
        pytest.param("- run: docker build --push -t $REGISTRY/a/b:1 .\n", id="a registry that is set nowhere"),
        pytest.param("- run: |\n    REGISTRY=\n    docker build --push -t $REGISTRY/a/b:1 .\n", id="an empty registry"),
        pytest.param(f"{PUSH}${{{{ vars.NAME }}}}:1\n", id="a name from outside"),
    ],
)
def test_an_undecided_registry_is_no_name(step: str) -> None:
    assert (names(step), list(undecided(step))) == ({}, ["Dockerfile"])


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        pytest.param(
            f"{PUSH}${{{{ vars.NAME }}}}:1\n",
            {"Dockerfile": [(WORKFLOW, 4), (WORKFLOW, 6)]},
            id="a push tells its hops",
        ),
        pytest.param(f"{PUSH}ghcr.io/a/b:${{{{ github.sha }}}}\n", {}, id="an undecided tag hides no name"),
        pytest.param(f"{ONLY}${{{{ vars.NAME }}}}:1\n", {}, id="what is not pushed needs no name"),
        pytest.param(
            f"{PUSH}|\n      ${{{{ vars.NAME }}}}:1\n      a/b:1\n", {}, id="one name that is decided is enough"
        ),
        pytest.param("- uses: docker/build-push-action@v6\n  with: {push: true}\n", {}, id="no name at all"),
    ],
)
def test_undecided(step: str, expected: dict[str, list[tuple[str, int | None]]]) -> None:
    assert undecided(step) == expected


def test_the_name_that_joins_architectures() -> None:
    made = "b:\n\tdocker build -t ghcr.io/a/b-$(ARCH) .\n\tdocker push ghcr.io/a/b-$(ARCH)\n"
    joined = "- run: make b\n- run: make b ARCH=arm64\n- run: docker manifest push ghcr.io/a/b:1\n"
    assert names(joined, Makefile=made)["Dockerfile"][0] == "ghcr.io/a/b"
