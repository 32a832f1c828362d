"""One row for each stage of a Dockerfile that is pushed."""

from collections.abc import Sequence

import pytest

from audit.components.publishing import published, targets
from audit.components.publishing.building import Build, Origin
from audit.dockerfile import build_context
from audit.dockerfile.build_context import Files
from audit.model.component import StageDoubt
from audit.model.evidence import Evidence
from tests.dockerfile.reading import read

STAGES = ("build", "web", "job", "debug")
HOP = (Evidence("Makefile", 1, "push"),)


def build(target: str, image: str = "ghcr.io/a/b:1", *, pushed: bool = True, origin: Origin = "ci") -> Build:
    return Build("Dockerfile", (image,), target, (), pushed, HOP, origin)


@pytest.mark.parametrize(
    ("builds", "expected"),
    [
        pytest.param([build("")], {"": [""]}, id="no target is the last stage"),
        pytest.param([build("debug")], {"": ["debug"]}, id="the last stage by its name has no target"),
        pytest.param([build("web")], {"web": ["web"]}, id="another stage alone is named"),
        pytest.param([build("job"), build("Web")], {"web": ["Web"], "job": ["job"]}, id="in the order of the file"),
        pytest.param([build("web"), build("")], {"web": ["web"], "debug": [""]}, id="the last of several is named"),
        pytest.param([build("1"), build("job")], {"web": ["1"], "job": ["job"]}, id="a stage by its number"),
        pytest.param([build("web"), build("debug", pushed=False)], {"web": ["web"]}, id="a stage that is only built"),
        pytest.param([build("web"), build("debug", "localhost:5000/a/b")], {"web": ["web"]}, id="a registry of a test"),
        pytest.param([build("web"), build("debug", origin="makefile")], {"web": ["web"]}, id="a Makefile beside CI"),
        pytest.param([build("web", "$ORG/b"), build("job")], {"web": ["web"], "job": ["job"]}, id="an undecided name"),
        pytest.param([build("$X"), build("web")], {"web": ["web"]}, id="a decided target beside an undecided one"),
        pytest.param([build("$X"), build("gone")], {"": ["$X", "gone"]}, id="no target that is decided"),
        pytest.param([build("web", pushed=False)], {"": ["web"]}, id="nothing is pushed"),
    ],
)  # fmt: skip
def test_builds_are_divided_by_the_stage_that_they_push(
    builds: Sequence[Build], expected: dict[str, list[str]]
) -> None:
    found = targets.divide(builds, STAGES)
    assert {target: [one.target for one in group] for target, group in found.items()} == expected
    assert list(found) == list(expected)


MATRIX = """\
on: push
jobs:
  build:
    strategy: {matrix: {target: [web, job]}}
    steps:
      - run: docker buildx build --target ${{ matrix.target }} --push -t ghcr.io/a/${{ matrix.target }}:1 .
"""
TEXT = "FROM golang AS build\nFROM scratch AS web\nCOPY --from=build /w /\nFROM web AS job\nFROM alpine AS debug\n"


def test_a_matrix_of_targets_publishes_an_image_each() -> None:
    texts = {".github/workflows/x.yaml": MATRIX}
    paths = {*texts, "Dockerfile"}
    files = Files(paths, texts, build_context.folders(paths))
    found = published.find(published.builds(files, "a/b", "main"), files, lambda _: STAGES)
    assert {row: (one.names, one.passed.target) for row, one in found.items()} == {
        ("Dockerfile", "web"): (("ghcr.io/a/web",), "web"),
        ("Dockerfile", "job"): (("ghcr.io/a/job",), "job"),
    }


def test_an_undecided_target_names_the_stages_that_were_not_judged() -> None:
    hops = targets.undecided([build("$TARGET"), build("web", pushed=False)])
    assert targets.doubt(read(TEXT), {}, {}) is None
    assert targets.doubt(read(TEXT), hops, {}) == StageDoubt("debug", ("job",), HOP)
    assert targets.doubt(read(TEXT), hops, {("Dockerfile", "job"): None}) == StageDoubt("debug", (), HOP)


def test_two_names_of_one_file_are_one_row_with_the_place_of_each() -> None:
    paths = {"Dockerfile"}
    files = Files(paths, {}, build_context.folders(paths))
    (one,) = published.find([build("", "ghcr.io/a/b"), build("", "quay.io/a/c")], files).values()
    assert one.image
    assert (one.image.value, one.names) == ("ghcr.io/a/b", ("ghcr.io/a/b", "quay.io/a/c"))
    assert one.image.evidence == (*HOP, Evidence("Makefile", 1, "also quay.io/a/c"))
