"""From three folders to a scoreboard: what a distribution deploys of another repository, and from which tag."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from audit import pipeline
from audit.model.repository import Folder, Repository
from audit.model.scoreboard import Run, Scoreboard, Standing
from audit.policy.organization.organization import Organization
from audit.policy.policy import assemble
from audit.sources.cache.facts_cache import FactsCache
from audit.sources.repository.location import Limits
from audit.survey import SurveyContext

BUILD = "FROM golang:1.26 AS build\nRUN CGO_ENABLED=0 go build -o /m .\n"
MENDED = BUILD + 'FROM gcr.io/distroless/static\nCOPY --from=build /m /m\nENTRYPOINT ["/m"]\n'
OLD = MENDED.replace("gcr.io/distroless/static", "alpine:3.15")
PUSHED = ("agent", "extra", "inject", "lonely", "manager", "picked")
WORKFLOW = (
    f"on: push\njobs:\n  push:\n    strategy: {{matrix: {{name: [{', '.join(PUSHED)}]}}}}\n    steps:\n"
    "    - uses: docker/build-push-action@v6\n"
    "      with: {push: true, file: '${{ matrix.name }}/Dockerfile', tags: 'ghcr.io/acme/${{ matrix.name }}:1'}\n"
)
APP = {
    ".github/workflows/push.yaml": WORKFLOW,
    **{f"{name}/Dockerfile": MENDED for name in (*PUSHED, "unpushed")},
    "deploy/extra.yaml": "kind: Deployment\nspec: {image: 'ghcr.io/acme/extra:v1.0'}\n",
}
RELEASED = {"manager/Dockerfile": OLD, "agent/Dockerfile": MENDED}
MANIFESTS = {
    "example/kustomization.yaml": """\
resources: [../base]
images:
- name: ghcr.io/acme/manager
  newTag: v1.0
patches:
- target: {kind: Deployment}
  patch: |-
    - op: replace
      path: /spec/template/spec/containers/0/image
      value: ghcr.io/acme/agent:1.0
""",
    "base/kustomization.yaml": "resources: [all.yaml, spawner.yaml]\n",
    "base/all.yaml": """\
kind: List
items:
- kind: Deployment
  spec: {image: 'ghcr.io/acme/manager:latest'}
- kind: StatefulSet
  spec: {image: mysql:8}
- kind: ConfigMap
  data:
    agent: |
      {"image" : "ghcr.io/acme/inject:v1.0"}
""",
    "base/spawner.yaml": "kind: ConfigMap\ndata:\n  spawner_ui_config.yaml: |\n    image: ghcr.io/acme/picked:v1.0\n",
    "elsewhere/kustomization.yaml": "resources: [x.yaml]\n",
    "elsewhere/x.yaml": "kind: Deployment\nspec: {image: 'quay.io/x/lonely:v1'}\n",
}
FILES = {
    "app/main": APP,
    "app/tags/v1.0": RELEASED,
    "manifests/main": MANIFESTS,
    "old/main": {"Dockerfile": MENDED},
}
RUN = Run("acme", "2026-11-23", "0", "0", "kubeflow-2020", "0")


def repository(root: Path, name: str, *deploys: str) -> Repository:
    return Repository(f"acme/{name}", Folder(str(root / name)), ("main",), "active", "", "", "", deploys)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the three repositories."""
    root = tmp_path_factory.mktemp("acme")
    for folder, texts in FILES.items():
        for path, text in texts.items():
            place = root / folder / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text)
    return root


def run(root: Path, *repositories: Repository) -> Scoreboard:
    policy = assemble(Organization("acme"), "", None)
    means = SurveyContext(policy.signals, Limits(root / "cache", 60), FactsCache(root / "facts", "1", 1_000_000))
    with ThreadPoolExecutor(2) as executor:
        return pipeline.run(repositories, policy, RUN, means, executor, lambda _, __: None)


@pytest.fixture(scope="module")
def board(root: Path) -> Scoreboard:
    """Return the three judged together."""
    given = (repository(root, "app"), repository(root, "manifests", "example"), repository(root, "old"))
    return run(root, *given)


def rows(board: Scoreboard) -> dict[str, Standing]:
    return {standing.component.name: standing for standing in board.standings}


def test_each_class_of_deployment_by_what_and_with_which_tag(board: Scoreboard) -> None:
    found = {name: each.deployment for name, each in rows(board).items()}
    assert {name: (each.value, each.by, each.tag) for name, each in found.items()} == {
        "manager": ("default", "acme/manifests base/all.yaml:4", "v1.0"),
        "agent": ("default", "acme/manifests example/kustomization.yaml:10", "1.0"),
        "inject": ("runtime", "acme/manifests base/all.yaml:10", "v1.0"),
        "picked": ("workspace", "acme/manifests base/spawner.yaml:4", "v1.0"),
        "extra": ("optional", "acme/app deploy/extra.yaml:2", "v1.0"),
        "lonely": ("published", "", ""),
        "unpushed": ("none", "", ""),
        "old": ("unknown", "", ""),
    }


def test_the_evidence_tells_what_renames_on_the_way(board: Scoreboard) -> None:
    found = rows(board)["manager"].deployment
    assert [(item.path, item.line) for item in found.evidence] == [
        ("acme/manifests/base/all.yaml", 4),
        ("acme/manifests/example/kustomization.yaml", 3),
    ]


def test_a_likeness_of_names_is_a_hint(board: Scoreboard) -> None:
    assert rows(board)["lonely"].deployment.why == (
        "it is pushed, and no manifest names it; acme/manifests elsewhere/x.yaml:2 names quay.io/x/lonely:v1, "
        "perhaps the same"
    )


def test_what_nothing_publishes_and_what_nothing_of_the_project_runs_is_out_of_scope(board: Scoreboard) -> None:
    assert {name for name, each in rows(board).items() if not each.in_scope} == {"lonely", "unpushed"}


def test_what_a_default_installation_runs_and_nobody_here_builds(board: Scoreboard) -> None:
    assert [(each.image, each.repository, each.evidence[0].line) for each in board.foreign] == [
        ("mysql:8", "acme/manifests", 6)
    ]


def test_the_deployed_tag_is_judged_beside_the_branch(board: Scoreboard) -> None:
    found = {name: each.released for name, each in rows(board).items() if each.released}
    assert {name: (each.tag, each.base_image, each.fixed, each.broken) for name, each in found.items()} == {
        "manager": ("v1.0", "alpine:3.15", ("KF401",), ()),
        "agent": ("v1.0", "gcr.io/distroless/static", (), ()),
    }
    manager = rows(board)["manager"]
    assert (manager.score, found["agent"].score, found["manager"].score) == (96.0317, 96.0317, 76.4151)
    assert manager.runtime.image.text == "gcr.io/distroless/static"


def test_a_tag_makes_no_row_and_no_line_of_the_ledger(board: Scoreboard) -> None:
    assert [(line.repository, line.branch, line.outcome, line.dockerfiles) for line in board.ledger] == [
        ("acme/app", "main", "audited", 7),
        ("acme/manifests", "main", "audited", 0),
        ("acme/old", "main", "audited", 1),
    ]
    assert board.skipped == ()


def test_without_the_distribution_its_own_manifest_is_what_there_is(root: Path) -> None:
    found = {name: each.deployment.value for name, each in rows(run(root, repository(root, "app"))).items()}
    assert found == {
        **dict.fromkeys(("agent", "inject", "lonely", "manager", "picked"), "published"),
        "extra": "default",
        "unpushed": "none",
    }


def test_a_distribution_that_cannot_be_read_leaves_it_unknown(root: Path) -> None:
    gone = replace(repository(root, "manifests", "example"), origin=Folder(str(root / "gone")))
    found = {name: each.deployment.value for name, each in rows(run(root, repository(root, "app"), gone)).items()}
    assert found == {
        **dict.fromkeys(("agent", "inject", "lonely", "manager", "picked"), "unknown"),
        "extra": "optional",
        "unpushed": "none",
    }


def test_a_release_of_which_there_is_no_tag_is_said_once(root: Path, tmp_path: Path) -> None:
    shutil.copytree(root / "app" / "main", tmp_path / "app" / "main")
    shutil.copytree(root / "manifests", tmp_path / "manifests")
    board = run(tmp_path, repository(tmp_path, "app"), repository(tmp_path, "manifests", "example"))
    told = [(skipped.repository, skipped.branch, skipped.reason) for skipped in board.skipped]
    assert sorted(told) == [
        ("acme/app", "refs/tags/1.0", "no such tag, or it has no commit"),
        ("acme/app", "refs/tags/v1.0", "no such tag, or it has no commit"),
    ]


def test_a_release_that_was_read_is_not_said_to_be_missing(board: Scoreboard) -> None:
    assert board.skipped == ()
