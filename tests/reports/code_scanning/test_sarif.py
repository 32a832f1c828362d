"""SARIF as code scanning takes it."""

import json
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator, FormatChecker

from audit.model.evidence import Evidence
from audit.model.finding import Waiver
from audit.model.scoreboard import Scoreboard, Standing
from reports.code_scanning import sarif
from reports.code_scanning.sarif import run

SCHEMA = Path(__file__).parent / "schemas" / "sarif-2.1.0.json"
WAIVER = Waiver("KF401", "kubeflow/*", "*", "It calls git.", "AutoML", "2027-01-31", "config/waivers.yaml:4")


@cache
def validator() -> Draft4Validator:
    """Return the official schema, formats of addresses included."""
    return Draft4Validator(json.loads(SCHEMA.read_text()), format_checker=FormatChecker())


def whole(scoreboard: Scoreboard) -> dict[str, Any]:
    """Return the one run over all repositories."""
    (only,) = json.loads(sarif.render(scoreboard))["runs"]
    assert isinstance(only, dict)
    return only


def only(board: Scoreboard, index: int) -> Scoreboard:
    """Return the board with one of its rows alone."""
    return replace(board, standings=(board.standings[index],), ledger=(), skipped=())


def with_waiver(board: Scoreboard, place: str) -> Scoreboard:
    """Return the first row, one finding of it accepted."""
    first = board.standings[0]
    waiver = replace(WAIVER, place=place)
    findings = tuple(replace(each, waiver=waiver if each.rule == "KF401" else None) for each in first.findings)
    return replace(only(board, 0), standings=(replace(first, findings=findings),))


@pytest.mark.parametrize("which", ["board", "empty_board", "hostile_board", "large_board"])
def test_every_log_keeps_the_official_schema(which: str, request: pytest.FixtureRequest) -> None:
    board: Scoreboard = request.getfixturevalue(which)
    logs = [sarif.render(board), sarif.checked(board), *sarif.per_repository(board).values()]
    assert [error.message for log in logs for error in validator().iter_errors(json.loads(log))] == []


def test_the_schema_would_tell() -> None:
    log = {"version": "2.1.0", "runs": [{"tool": {"driver": {}}, "results": [{"message": {}, "level": "grave"}]}]}
    assert [list(error.absolute_path) for error in validator().iter_errors(log)] != []


def test_a_result_says_what_where_and_how_grave(board: Scoreboard) -> None:
    result = whole(only(board, 0))["results"][0]
    fingerprints = result.pop("partialFingerprints")
    assert result == {
        "ruleId": "KF303",
        "kind": "fail",
        "level": "note",
        "message": {
            "text": "Rebuild all packages: fail. Stand the final stage on gcr.io/distroless/static-debian12:nonroot"
        },
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {
                        "uri": "cmd/katib-controller/v1beta1/Dockerfile",
                        "uriBaseId": "kubeflow/katib@master",
                    },
                    "region": {"startLine": 9},
                }
            }
        ],
        "relatedLocations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": "Makefile", "uriBaseId": "kubeflow/katib@master"},
                    "region": {"startLine": 31},
                },
                "message": {"text": "\tgo build ./cmd"},
            }
        ],
        "suppressions": [],
        "rank": 100.0,
        "properties": {
            "verdict": "fail",
            "severity": "may",
            "dockerfile": "cmd/katib-controller/v1beta1/Dockerfile",
            "component": "katib-controller",
            "inScope": True,
        },
    }
    assert sorted(fingerprints) == ["imageAudit/v1", "primaryLocationLineHash"]


def test_levels_follow_severity_and_verdict(board: Scoreboard) -> None:
    results = whole(only(board, 3))["results"]
    assert [(each["ruleId"], each["kind"], each["level"]) for each in results] == [
        ("KF301", "fail", "warning"),  # must, partial
        ("KF303", "fail", "note"),
        ("KF401", "fail", "error"),
        ("KF501", "review", "none"),  # nobody knows
        ("KF601", "fail", "note"),
    ]


def test_what_passes_or_does_not_apply_is_no_result(board: Scoreboard) -> None:
    assert [each["ruleId"] for each in whole(only(board, 8))["results"]] == ["KF601"]


def test_a_fingerprint_outlives_lines_and_words(board: Scoreboard) -> None:
    first = board.standings[0]
    moved = tuple(
        replace(each, verdict=replace(each.verdict, line=40, message="said otherwise", evidence=()))
        for each in first.findings
    )
    later = replace(only(board, 0), standings=(replace(first, findings=moved),))
    prints = [[each["partialFingerprints"] for each in whole(one)["results"]] for one in (only(board, 0), later)]
    assert prints[0] == prints[1]


def test_fingerprints_tell_findings_apart(large_board: Scoreboard) -> None:
    prints = [each["partialFingerprints"]["imageAudit/v1"] for each in whole(large_board)["results"]]
    assert len(set(prints)) == len(prints)


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        pytest.param("config/waivers.yaml:4", "external", id="in the organisation's file"),
        pytest.param("cmd/katib-controller/v1beta1/Dockerfile:8", "inSource", id="in the Dockerfile itself"),
    ],
)
def test_a_waived_finding_is_suppressed_with_its_reason(place: str, kind: str, board: Scoreboard) -> None:
    results = whole(with_waiver(board, place))["results"]
    assert {each["ruleId"]: each["suppressions"] for each in results} == {
        "KF303": [],
        "KF401": [
            {"kind": kind, "status": "accepted", "justification": "It calls git. (AutoML, until 2027-01-31)"},
        ],
        "KF501": [],
        "KF601": [],
    }


def test_a_line_read_in_another_file_is_pointed_at_there(board: Scoreboard) -> None:
    first = board.standings[0]
    verdict = replace(first.findings[3].verdict, line=31, evidence=(Evidence("Makefile", 31, "go build ./cmd"),))
    row = replace(first, findings=(replace(first.findings[3], verdict=verdict),))
    (result,) = whole(replace(only(board, 0), standings=(row,)))["results"]
    place = result["locations"][0]["physicalLocation"]
    assert (place["artifactLocation"]["uri"], place["region"]) == ("Makefile", {"startLine": 31})


def test_what_was_read_twice_on_a_line_is_one_location(board: Scoreboard) -> None:
    first = board.standings[0]
    twice = (Evidence("Makefile", 4, "npm ci"), Evidence("Makefile", 4, "npm ci"), Evidence("Makefile", 4, "npm test"))
    verdict = replace(first.findings[3].verdict, evidence=twice)
    row = replace(first, findings=(replace(first.findings[3], verdict=verdict),))
    log = sarif.render(replace(only(board, 0), standings=(row,)))
    (result,) = json.loads(log)["runs"][0]["results"]
    assert [each["message"]["text"] for each in result["relatedLocations"]] == ["npm ci", "npm test"]
    assert [error.message for error in validator().iter_errors(json.loads(log))] == []


def test_rules_have_help_in_text_and_markdown(board: Scoreboard) -> None:
    assert whole(board)["tool"]["driver"]["rules"][4] == {
        "id": "KF401",
        "name": "DistrolessRuntime",
        "shortDescription": {"text": "Run on a distroless image"},
        "fullDescription": {"text": "Run on a distroless image, because less is less to attack."},
        "help": {
            "text": "Run on a distroless image.\n\nRun on a distroless image, because less is less to attack.\n\n"
            "The guideline says: It is recommended: distroless-runtime.\n\n"
            "image-audit rules KF401 tells how it is judged and mended.",
            "markdown": "**Run on a distroless image** (`KF401 distroless-runtime`, must)\n\n"
            "Run on a distroless image, because less is less to attack.\n\n"
            "> It is recommended: distroless-runtime.\n\n"
            "`image-audit rules KF401` tells how it is judged and mended.",
        },
        "defaultConfiguration": {"level": "error"},
        "properties": {
            "tags": ["container-image", "dockerfile", "must"],
            "problem.severity": "error",
            "weight": 10,
        },
    }


def test_every_base_is_explained_and_found(board: Scoreboard) -> None:
    found = whole(board)
    commit = board.standings[0].place.commit
    assert found["originalUriBaseIds"]["kubeflow/katib@master"] == {
        "description": {"text": f"the root of kubeflow/katib@master at {commit}"},
        "uri": f"https://github.com/kubeflow/katib/blob/{commit}/",
    }
    assert found["versionControlProvenance"][0] == {
        "repositoryUri": "https://github.com/kubeflow/katib",
        "revisionId": commit,
        "branch": "master",
        "mappedTo": {"uriBaseId": "kubeflow/katib@master"},
    }


def test_what_was_skipped_is_told(board: Scoreboard) -> None:
    (invocation,) = whole(board)["invocations"]
    assert invocation["toolExecutionNotifications"] == [
        {"level": "warning", "message": {"text": "kubeflow/katib master scripts/Dockerfile: not UTF-8"}}
    ]


def test_a_repository_s_log_has_a_run_for_each_branch(board: Scoreboard) -> None:
    other = tuple(replace(each, place=replace(each.place, branch="release-1.x")) for each in board.standings)
    log = json.loads(sarif.per_repository(replace(board, standings=(*board.standings, *other)))["kubeflow/katib"])
    assert [(each["automationDetails"]["id"], len(each["results"])) for each in log["runs"]] == [
        ("image-audit/master/", 12),
        ("image-audit/release-1.x/", 12),
    ]
    bases = {
        each["locations"][0]["physicalLocation"]["artifactLocation"]["uriBaseId"] for each in log["runs"][0]["results"]
    }
    assert bases == {"%SRCROOT%"}


def test_a_repository_without_findings_has_an_empty_log_and_one_not_audited_has_none(board: Scoreboard) -> None:
    logs = sarif.per_repository(replace(board, standings=()))
    assert {name: json.loads(log)["runs"][0]["results"] for name, log in logs.items()} == {
        "kubeflow/katib": [],
        "kubeflow/notebooks": [],
        "kubeflow/pipelines": [],
        "kubeflow/trainer": [],
    }


def test_beyond_what_is_taken_the_gravest_results_stay(board: Scoreboard, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "RESULTS", 14)
    found = whole(board)
    assert [each["level"] for each in found["results"]] == ["error"] * 13 + ["warning"]
    assert found["invocations"][0]["toolExecutionNotifications"][-1]["message"] == {
        "text": "29 results of lower level were left out"
    }


def test_the_limits_of_code_scanning_are_kept(hostile_board: Scoreboard, large_board: Scoreboard) -> None:
    for found in map(whole, (hostile_board, large_board)):
        assert len(found["results"]) <= 25_000
        assert max(len(each.get("relatedLocations", ())) for each in found["results"]) <= 100
        assert max(len(rule["fullDescription"]["text"]) for rule in found["tool"]["driver"]["rules"]) <= 1024
        assert max(len(rule["properties"]["tags"]) for rule in found["tool"]["driver"]["rules"]) <= 10


def test_a_text_cannot_act_as_a_link(board: Scoreboard) -> None:
    def evil(row: Standing) -> Standing:
        verdict = replace(row.findings[3].verdict, message="see [here](https://evil.example)", next_step="")
        return replace(row, findings=(replace(row.findings[3], verdict=verdict),))

    (result,) = whole(replace(board, standings=(evil(board.standings[0]),)))["results"]
    assert result["message"]["text"] == "See \\[here\\](https://evil.example)."


def test_paths_are_references_to_files(board: Scoreboard) -> None:
    first = board.standings[0]
    component = replace(first.component, dockerfile=replace(first.component.dockerfile, path="a:b/ü [1]/Dockerfile"))
    findings = tuple(
        replace(each, verdict=replace(each.verdict, evidence=())) for each in first.findings if each.rule == "KF401"
    )
    (result,) = whole(replace(only(board, 0), standings=(replace(first, component=component, findings=findings),)))[
        "results"
    ]
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "a%3Ab/%C3%BC%20%5B1%5D/Dockerfile"
