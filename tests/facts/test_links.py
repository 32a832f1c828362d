"""Symbolic links of a working tree, published targets, and files whose names only resemble Dockerfiles."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from audit import facts
from audit.model.component import Facts
from audit.sources.working_tree import WorkingTree
from tests.judging import shipped

WORKFLOW = ".github/workflows/x.yaml"
STEP = "on: push\njobs:\n  a:\n    steps:\n    - uses: docker/build-push-action@v6\n      with:\n        push: true\n"


def survey(root: Path, files: Mapping[str, str], links: Mapping[str, str]) -> Facts:
    """Write files and links, and gather the facts."""
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)
    for path, target in links.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).symlink_to(target)
    (found,), _ = facts.gather(WorkingTree(root), shipped().signals)
    return found


@pytest.mark.parametrize(
    ("links", "given"),
    [
        pytest.param({"a/Dockerfile": "../real/Dockerfile"}, "a/Dockerfile", id="a link to a Dockerfile"),
        pytest.param({"a/x": "../real/Dockerfile"}, "a/x", id="a link of another name"),
        pytest.param({"a": "real"}, "a/Dockerfile", id="a link to a folder"),
        pytest.param({"a": "b", "b": "real"}, "a/Dockerfile", id="a link to a link"),
    ],
)
def test_a_link_is_published_as_the_file_that_it_leads_to(links: dict[str, str], given: str, tmp_path: Path) -> None:
    files = {"real/Dockerfile": "FROM scratch\n", WORKFLOW: f"{STEP}        file: {given}\n        tags: ghcr.io/a/b\n"}
    found = survey(tmp_path, files, links)
    (component,) = found.components
    assert component.image
    assert (component.dockerfile.path, component.image.value) == ("real/Dockerfile", "ghcr.io/a/b")
    assert (given, "a symbolic link to real/Dockerfile") in [(one.path, one.text) for one in component.image.evidence]


def test_a_file_and_its_link_published_under_two_names_are_one_row_and_the_link_is_noted(tmp_path: Path) -> None:
    second = STEP.partition("    - ")[2].replace("uses", "    - uses", 1)
    text = f"{STEP}        file: real/Dockerfile\n        tags: ghcr.io/a/b\n{second}        file: a/Dockerfile\n"
    files = {"real/Dockerfile": "FROM scratch\n", WORKFLOW: f"{text}        tags: ghcr.io/a/c\n"}
    found = survey(tmp_path, files, {"a/Dockerfile": "../real/Dockerfile"})
    assert [one.names for one in found.components] == [("ghcr.io/a/b", "ghcr.io/a/c")]
    assert found.notes == ("symbolic links, judged where they lead: a/Dockerfile to real/Dockerfile",)
    assert found.skipped == ()


@pytest.mark.parametrize(
    ("links", "target"),
    [
        pytest.param({"Dockerfile": "Dockerfile"}, "Dockerfile", id="a loop"),
        pytest.param({"Dockerfile": "../outside"}, "../outside", id="out of the tree"),
        pytest.param({"Dockerfile": "/etc/hosts"}, "/etc/hosts", id="an absolute path"),
        pytest.param({"Dockerfile": "gone"}, "gone", id="a file that is not there"),
    ],
)
def test_a_link_that_leads_nowhere_is_passed_over_with_its_reason(
    links: dict[str, str], target: str, tmp_path: Path
) -> None:
    found = survey(tmp_path, {"real.txt": ""}, links)
    reason = f"a symbolic link to {target}, which is no file of the repository"
    assert [(one.path, one.reason) for one in found.skipped] == [("Dockerfile", reason)]
    assert found.components == ()


def test_targets_of_one_file_are_rows_with_a_program_and_a_name_each(tmp_path: Path) -> None:
    text = 'FROM scratch AS web\nENTRYPOINT ["/web"]\nFROM scratch AS job\nENTRYPOINT ["/job"]\nFROM scratch AS debug\n'
    step = STEP.replace("    steps", "    strategy: {matrix: {target: [web, job]}}\n    steps")
    given = "        target: ${{ matrix.target }}\n        tags: ghcr.io/a/${{ matrix.target }}\n"
    found = survey(tmp_path, {"ui/Dockerfile": text, WORKFLOW: f"{step}        context: ui\n{given}"}, {})
    assert [(one.dockerfile.target, one.name, one.program.words, one.names) for one in found.components] == [
        ("web", "ui-web", ("/web",), ("ghcr.io/a/web",)),
        ("job", "ui-job", ("/job",), ("ghcr.io/a/job",)),
    ]


def test_a_name_that_begins_or_ends_with_dockerfile_counts_when_the_content_does(tmp_path: Path) -> None:
    names = {"DockerfileDebug": "FROM a\n", "KafkaDockerfile": "FROM a\n", "Dockerfiles": "a b\n", "Dockerfile": ""}
    found = survey(tmp_path, names, {})
    assert [one.dockerfile.path for one in found.components] == ["DockerfileDebug", "KafkaDockerfile"]
    assert [(one.path, one.reason) for one in found.skipped] == [
        ("Dockerfile", "not a Dockerfile: no FROM instruction")
    ]
