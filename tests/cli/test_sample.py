"""`image-audit run` over the sample organisation: every row of it, and every file of the output."""

import csv
import json
from pathlib import Path

import pytest

from audit.cli import main
from audit.policy import shipped_files

NO, YES = "no", "yes"
NODE, NGINX, PY311, PY312 = "node:20-alpine", "nginx:1.19-alpine", "python:3.11-slim", "python:3.12-slim"
PY313 = "python:3.13-slim-trixie"
STATIC = "gcr.io/distroless/static-debian13:nonroot"
RUST = "gcr.io/distroless/cc-debian13:nonroot"
PYTHON = "gcr.io/distroless/python3-debian12"
REGISTRY = "ghcr.io/sample/notebook-servers"
# repository, branch, Dockerfile: kind, language, base image, multi-stage
ROWS = {
    ("dashboard", "main", "Dockerfile"): ("web-app", "node", NODE, YES),
    ("edge-gateway", "main", "Dockerfile.agent"): ("service", "go", STATIC, YES),
    ("job-operator", "main", "Dockerfile"): ("controller", "go", STATIC, YES),
    ("job-operator", "main", "examples/mnist/Dockerfile"): ("example", "python", PY313, NO),
    ("job-operator", "main", "vendor/example.org/codec/Dockerfile"): ("vendored", "go", "alpine:3.18", YES),
    ("legacy-frontend", "main", "Dockerfile"): ("web-app", "cpp", NGINX, YES),
    ("notebook-servers", "main", "base/Dockerfile"): ("workload", "none", "ubuntu:24.04", NO),
    ("notebook-servers", "main", "jupyter/Dockerfile"): ("workload", "python", f"{REGISTRY}/base:main", NO),
    ("notebook-servers", "main", "jupyter-pytorch/Dockerfile"): (
        "workload", "python", f"{REGISTRY}/jupyter:main", NO,
    ),
    ("notebook-servers", "release-1.x", "base/Dockerfile"): ("workload", "none", "ubuntu:20.04", NO),
    ("notebook-servers", "release-1.x", "jupyter/Dockerfile"): (
        "workload", "python", f"{REGISTRY}/base:release-1.x", NO,
    ),
    ("notebook-servers", "release-1.x", "culling-controller/Dockerfile"): (
        "controller", "go", "gcr.io/distroless/static:nonroot", YES,
    ),
    ("serving", "main", "Dockerfile"): ("service", "rust", RUST, YES),
    ("serving", "main", "python/storage.Dockerfile"): ("service", "python", PYTHON, YES),
    ("tuning-operator", "main", "cmd/controller/Dockerfile"): ("controller", "go", "alpine:3.15", YES),
    ("tuning-operator", "main", "cmd/metrics-collector/Dockerfile"): ("service", "go", "alpine:3.22", YES),
    ("tuning-operator", "main", "cmd/suggestion/Dockerfile"): ("service", "python", PY311, NO),
    ("tuning-operator", "main", "test/e2e/Containerfile"): ("tooling", "python", PY312, NO),
    ("volumes-web-app", "main", "Dockerfile"): ("web-app", "python", PY312, YES),
}  # fmt: skip
# repository, Dockerfile: deployment, the tag that is deployed, the manifest that says so
DEPLOYED = {
    ("dashboard", "Dockerfile"): ("default", "v2.1.0", "apps/dashboard/deployment.yaml:14"),
    ("edge-gateway", "Dockerfile.agent"): ("optional", "v0.2.0", "deploy/agent/daemonset.yaml:17"),
    ("job-operator", "Dockerfile"): ("default", "v0.6.0", "apps/jobs/deployment.yaml:14"),
    ("notebook-servers", "jupyter/Dockerfile"): ("workspace", "main", "apps/notebooks/spawner.yaml:3"),
    ("serving", "Dockerfile"): ("default", "v0.3.0", "apps/serving/deployment.yaml:14"),
    ("serving", "python/storage.Dockerfile"): ("runtime", "v0.3.0", "apps/serving/deployment.yaml:17"),
    ("tuning-operator", "cmd/controller/Dockerfile"): ("default", "v0.4.1", "apps/tuning/deployment.yaml:14"),
    ("tuning-operator", "cmd/metrics-collector/Dockerfile"): ("runtime", "v0.4.1", "apps/tuning/kustomization.yaml:6"),
    ("tuning-operator", "test/e2e/Containerfile"): ("none", "", ""),
    ("volumes-web-app", "Dockerfile"): ("default", "v0.5.0", "apps/volumes/deployment.yaml:14"),
}
# whose deployed tag is not among its branches and tags
UNRELEASED = ("dashboard", "edge-gateway", "job-operator", "serving", "volumes-web-app")
FILES = [
    "badges/organization.svg",
    "badges/sample-dashboard.svg",
    "badges/sample-distribution.svg",
    "badges/sample-edge-gateway.svg",
    "badges/sample-job-operator.svg",
    "badges/sample-legacy-frontend.svg",
    "badges/sample-notebook-servers.svg",
    "badges/sample-serving.svg",
    "badges/sample-tuning-operator.svg",
    "badges/sample-volumes-web-app.svg",
    "charts/ages.svg",
    "charts/groups.svg",
    "charts/quadrant.svg",
    "charts/rules.svg",
    "charts/scores.svg",
    "charts/tiers.svg",
    "findings.csv",
    "findings.parquet",
    "repositories.csv",
    "repositories.parquet",
    "scoreboard.csv",
    "scoreboard.html",
    "scoreboard.json",
    "scoreboard.parquet",
    "scoreboard.sarif",
    "scoreboard.schema.json",
    "summary.md",
]


def words(text: str) -> tuple[str, ...]:
    """Return the words of a text."""
    return tuple(text.split())


FIRST_COLUMNS = words(
    "rank priority repository branch commit dockerfile target component kind language in_scope scope_reason "
    "image deployment deployed_by working_group owners base_image runtime_tier runtime_family "
    "runtime_release runtime_supported multi_stage score grade coverage failed_rules waived_rules "
    "unknown_rules value exposure effort campaign blockers next_step migration url"
)
FINDING_COLUMNS = words(
    "repository branch commit dockerfile target rule slug severity verdict line evidence waived waived_until "
    "next_step in_scope"
)
Row = dict[str, str]


def rows(path: Path) -> list[Row]:
    """Return the rows of a CSV file."""
    with path.open(newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Run over the sample organisation, the inactive repository too, and return the output folder."""
    folder = tmp_path_factory.mktemp("sample")
    config = str(shipped_files.packaged() / "sample.yaml")
    arguments = ["run", "--config", config, "--output", str(folder / "out"), "--cache", str(folder / "cache")]
    with pytest.raises(SystemExit) as left:
        main([*arguments, "--include-inactive", "--date", "2026-11-23", "--quiet"])
    assert left.value.code == 0
    return folder / "out"


@pytest.fixture(scope="module")
def board(output: Path) -> dict[tuple[str, str, str], Row]:
    """Return the rows of scoreboard.csv by repository, branch and Dockerfile."""
    found = rows(output / "scoreboard.csv")
    return {(each["repository"].removeprefix("sample/"), each["branch"], each["dockerfile"]): each for each in found}


def test_every_file_is_written_and_none_besides(output: Path) -> None:
    assert sorted(each.relative_to(output).as_posix() for each in output.rglob("*") if each.is_file()) == FILES


def test_every_dockerfile_is_found_and_nothing_else(board: dict[tuple[str, str, str], Row]) -> None:
    assert sorted(board) == sorted(ROWS)


@pytest.mark.parametrize("key", [pytest.param(key, id=" ".join(key)) for key in ROWS])
def test_kind_language_base_and_stages_are_right(
    key: tuple[str, str, str], board: dict[tuple[str, str, str], Row]
) -> None:
    row = board[key]
    found = tuple(row[name] for name in ("kind", "language", "base_image", "multi_stage"))
    assert found == ROWS[key]


def test_published_names_are_right(board: dict[tuple[str, str, str], Row]) -> None:
    found = {" ".join(key): row["image"].removeprefix("ghcr.io/sample/") for key, row in board.items() if row["image"]}
    assert found == {
        "dashboard main Dockerfile": "dashboard",
        "edge-gateway main Dockerfile.agent": "edge-gateway/agent",
        "job-operator main Dockerfile": "job-operator",
        "job-operator main examples/mnist/Dockerfile": "registry.example.org/demo/mnist",
        "legacy-frontend main Dockerfile": "legacy-frontend",
        "notebook-servers main base/Dockerfile": "notebook-servers/base",
        "notebook-servers main jupyter-pytorch/Dockerfile": "notebook-servers/jupyter-pytorch",
        "notebook-servers main jupyter/Dockerfile": "notebook-servers/jupyter",
        "notebook-servers release-1.x base/Dockerfile": "notebook-servers/base",
        "notebook-servers release-1.x culling-controller/Dockerfile": "notebook-servers/culling-controller",
        "notebook-servers release-1.x jupyter/Dockerfile": "notebook-servers/jupyter",
        "serving main Dockerfile": "serving/router",
        "serving main python/storage.Dockerfile": "serving/storage-initializer",
        "tuning-operator main cmd/controller/Dockerfile": "tuning-operator/tuning-controller",
        "tuning-operator main cmd/metrics-collector/Dockerfile": "tuning-operator/metrics-collector",
        "tuning-operator main cmd/suggestion/Dockerfile": "tuning-operator/suggestion-random",
        "volumes-web-app main Dockerfile": "volumes-web-app",
    }


def test_owners_are_the_approvers_of_the_nearest_file(board: dict[tuple[str, str, str], Row]) -> None:
    assert {(key[0], row["owners"]) for key, row in board.items()} == {
        ("dashboard", "pavel-ngata"),
        ("edge-gateway", "pavel-ngata,kaveh-tanaka"),
        ("job-operator", "ada-brook,jun-okafor"),
        ("legacy-frontend", "pavel-ngata"),
        ("notebook-servers", "kaveh-tanaka,mira-sol"),
        ("serving", "tove-lindqvist"),
        ("tuning-operator", "jun-okafor,tove-lindqvist"),
        ("volumes-web-app", "mira-sol,pavel-ngata"),
    }


@pytest.mark.parametrize(
    ("branch", "release"),
    [
        pytest.param("main", "ubuntu 24.04", id="main"),
        pytest.param("release-1.x", "ubuntu 20.04", id="the older branch"),
    ],
)
def test_images_on_own_images_are_followed_to_the_bottom_of_their_branch(
    branch: str, release: str, board: dict[tuple[str, str, str], Row]
) -> None:
    row = board["notebook-servers", branch, "jupyter/Dockerfile"]
    assert (row["runtime_tier"], row["runtime_release"]) == ("full", release)


def test_the_scoreboard_has_its_columns_in_their_order(output: Path) -> None:
    header = (output / "scoreboard.csv").read_text().partition("\n")[0].strip().split(",")
    assert tuple(header[: len(FIRST_COLUMNS)]) == FIRST_COLUMNS


def test_findings_have_their_columns(output: Path) -> None:
    header = (output / "findings.csv").read_text().partition("\n")[0].strip().split(",")
    assert [each for each in FINDING_COLUMNS if each not in header] == []


def test_ranks_count_what_is_in_scope(board: dict[tuple[str, str, str], Row]) -> None:
    inside = sorted(int(each["rank"]) for each in board.values() if each["in_scope"] == YES)
    outside = {each["rank"] for each in board.values() if each["in_scope"] == NO}
    assert (inside, outside) == (list(range(1, len(inside) + 1)), {""})


def test_findings_are_about_dockerfiles_of_the_scoreboard(output: Path, board: dict[tuple[str, str, str], Row]) -> None:
    found = {
        (each["repository"].removeprefix("sample/"), each["branch"], each["dockerfile"])
        for each in rows(output / "findings.csv")
    }
    assert found == set(board)


def test_no_finding_is_not_applicable(output: Path) -> None:
    assert {each["verdict"] for each in rows(output / "findings.csv")} <= {"pass", "partial", "fail", "unknown"}


def test_every_branch_has_its_line_in_the_ledger(output: Path) -> None:
    ledger = rows(output / "repositories.csv")
    found = [
        (each["repository"], each["branch"], each["outcome"], each["dockerfiles"], each["skipped"]) for each in ledger
    ]
    assert found == [
        ("sample/dashboard", "main", "audited", "1", "0"),
        ("sample/distribution", "main", "audited", "0", "0"),
        ("sample/edge-gateway", "main", "audited", "1", "1"),
        ("sample/job-operator", "main", "audited", "3", "0"),
        ("sample/legacy-frontend", "main", "audited", "1", "0"),
        ("sample/notebook-servers", "main", "audited", "3", "0"),
        ("sample/notebook-servers", "release-1.x", "audited", "3", "0"),
        ("sample/serving", "main", "audited", "2", "2"),
        ("sample/tuning-operator", "main", "audited", "4", "0"),
        ("sample/volumes-web-app", "main", "audited", "1", "0"),
    ]


def test_commits_are_the_same_in_every_file(output: Path, board: dict[tuple[str, str, str], Row]) -> None:
    ledger = {(each["repository"], each["branch"]): each["commit"] for each in rows(output / "repositories.csv")}
    found = {(each["repository"], each["branch"]): each["commit"] for each in board.values()}
    assert found == {place: commit for place, commit in ledger.items() if place[0] != "sample/distribution"}
    assert {len(commit) for commit in ledger.values()} == {40}


def test_what_was_skipped_is_in_the_record_with_the_reason(output: Path) -> None:
    skipped = json.loads((output / "scoreboard.json").read_text())["skipped"]
    found = [(each["repository"], each["path"], each["reason"].partition(" (")[0]) for each in skipped]
    assert found == [
        ("sample/edge-gateway", "Dockerfile", "broken: RUN in line 3 stands before the first FROM"),
        ("sample/serving", "docs/Dockerfile.template", "not a Dockerfile: a template"),
        ("sample/serving", "tools/dockerfile.py", "not a Dockerfile: Python"),
        *((f"sample/{name}", "", "no such tag, or it has no commit") for name in UNRELEASED),
    ]


def test_overrides_have_their_state_and_those_that_can_go_are_a_notice(output: Path) -> None:
    record = json.loads((output / "scoreboard.json").read_text())
    found = [
        (each["override"]["place"], each["override"]["answer"], each["status"], each["found"])
        for each in record["overrides"]
    ]
    assert found == [
        ("overrides.yaml:3", "kind", "needless", "web-app"),
        ("overrides.yaml:7", "kind", "stale", ""),
        ("images.yaml:3", "image", "needed", ""),
    ]
    assert record["notices"] == [
        "Answers in the configuration need a hand: overrides.yaml:3 is needless, overrides.yaml:7 is stale."
    ]


def test_an_override_is_the_evidence_of_its_answer(output: Path) -> None:
    rows = json.loads((output / "scoreboard.json").read_text())["standings"]
    (image,) = [row["component"]["image"] for row in rows if row["component"]["name"] == "mnist"]
    assert image == {
        "value": "registry.example.org/demo/mnist",
        "confidence": "high",
        "evidence": [
            {
                "path": "images.yaml",
                "line": 3,
                "text": "Pushed by hand before a demonstration; examples/mnist/queuedjob.yaml names it.",
            }
        ],
        "given": True,
    }


def test_the_record_names_run_profile_and_date(output: Path) -> None:
    run = json.loads((output / "scoreboard.json").read_text())["run"]
    assert (run["organization"], run["profile"], run["date"]) == ("sample", "kubeflow-2020", "2026-11-23")


@pytest.mark.parametrize("which", sorted(DEPLOYED), ids=" ".join)
def test_what_deploys_an_image(board: dict[tuple[str, str, str], Row], which: tuple[str, str]) -> None:
    row = board[(which[0], "main", which[1])]
    deployment, tag, place = DEPLOYED[which]
    by = f"sample/{'edge-gateway' if deployment == 'optional' else 'distribution'} {place}" if place else ""
    assert (row["deployment"], row["deployed_tag"], row["deployed_by"]) == (deployment, tag, by)


def test_the_deployed_tag_is_judged_beside_the_branch(board: dict[tuple[str, str, str], Row]) -> None:
    row = board[("tuning-operator", "main", "cmd/controller/Dockerfile")]
    told = ("score", "released_score", "base_image", "released_base_image", "waiting_for_release")
    assert [row[each] for each in told] == ["57.5", "32.3", "alpine:3.15", "golang:1.21", "KF101"]


def test_what_is_deployed_and_built_elsewhere_is_listed(output: Path) -> None:
    board = json.loads((output / "scoreboard.json").read_text())
    assert [(each["image"], each["repository"]) for each in board["foreign"]] == [
        ("postgres:17.6", "sample/distribution")
    ]
