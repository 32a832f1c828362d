"""Waivers: which finding one meets, what that does to score and priority, and what becomes of each."""

from dataclasses import replace
from datetime import date

import pytest

from audit.compliance.exceptions import waive
from audit.compliance.scoring import score
from audit.dockerfile.parse import parse
from audit.model.dockerfile import Dockerfile
from audit.model.finding import Finding, Severity, Verdict, Waiver
from audit.model.place import Place
from audit.model.repository import Source
from audit.policy import shipped_files
from audit.policy.judgement import Judgement
from audit.policy.yaml import document
from tests.cases import cases

TODAY = date(2026, 11, 23)
PLACE = Place("kubeflow/katib", "master", "c0ffee", "AutoML", "")
WAIVER = Waiver("KF401", "kubeflow/*", "cmd/*", "no wheel yet", "AutoML", "2027-06-30", "waivers.yaml:3")
NUMBERS = document.read(shipped_files.packaged() / "judgement.yaml", Judgement)


def finding(rule: str, result: str, severity: Severity = "must") -> Finding:
    return Finding(rule, "a-rule", severity, NUMBERS.score.weights[severity], Verdict(result, "said"))  # type: ignore[arg-type]


def dockerfile(text: str = "FROM alpine:3.15\n", path: str = "cmd/ui/Dockerfile") -> Dockerfile:
    found = parse(Source(path, text.encode()))
    assert isinstance(found, Dockerfile)
    return found


def waived(waiver: Waiver, *findings: Finding, target: str = "") -> list[str]:
    """Return the rules that the waiver takes out of the score."""
    found = waive.waive(findings, replace(dockerfile(), target=target), PLACE, [waiver], TODAY)
    return [each.rule for each in found if each.waiver is not None]


FAILED = finding("KF401", "fail")


@cases(
    "waiver, target, expected",
    {
        "one without a target meets all": (WAIVER, "web", ["KF401"]),
        "its own target": (replace(WAIVER, target="web*"), "web-nonroot", ["KF401"]),
        "another target": (replace(WAIVER, target="web"), "job", []),
        "a target of a file that publishes one stage": (replace(WAIVER, target="web"), "", []),
    },
)
def test_which_targets_a_waiver_meets(waiver: Waiver, target: str, expected: list[str]) -> None:
    assert waived(waiver, FAILED, target=target) == expected


@cases(
    "waiver, expected",
    {
        "rule, repository and path fit": (WAIVER, ["KF401"]),
        "the beginning of a code stands for all that begin so": (replace(WAIVER, rule="KF4"), ["KF401"]),
        "two digits are a beginning too": (replace(WAIVER, rule="KF40"), ["KF401"]),
        "another rule": (replace(WAIVER, rule="KF402"), []),
        "another repository": (replace(WAIVER, repository="kserve/*"), []),
        "another path": (replace(WAIVER, path="pkg/*"), []),
        "a star crosses folders": (replace(WAIVER, path="*"), ["KF401"]),
        "case counts in paths": (replace(WAIVER, path="CMD/*"), []),
        "it holds on its last day": (replace(WAIVER, until="2026-11-23"), ["KF401"]),
        "the day after, the finding counts again": (replace(WAIVER, until="2026-11-22"), []),
    },
)
def test_what_a_waiver_meets(waiver: Waiver, expected: list[str]) -> None:
    assert waived(waiver, FAILED) == expected


@pytest.mark.parametrize(
    ("result", "expected"),
    [("fail", ["KF401"]), ("partial", ["KF401"]), ("unknown", ["KF401"]), ("pass", []), ("not-applicable", [])],
)
def test_only_what_leaves_something_to_accept_is_waived(result: str, expected: list[str]) -> None:
    assert waived(WAIVER, finding("KF401", result)) == expected


def test_of_two_waivers_the_one_that_lasts_longer_signs() -> None:
    longer = replace(WAIVER, until="2028-01-01")
    (found,) = waive.waive([FAILED], dockerfile(), PLACE, [WAIVER, longer], TODAY)
    assert found.waiver == longer


def test_a_waived_finding_leaves_both_sums_of_the_score() -> None:
    passing, failing = finding("KF101", "pass"), finding("KF401", "fail")
    assert score.score([passing, failing], NUMBERS.score) == (50.0, 1.0)
    assert score.score([passing, replace(failing, waiver=WAIVER)], NUMBERS.score) == (100.0, 1.0)


def test_a_waived_unknown_lowers_no_coverage() -> None:
    passing, unknown = finding("KF101", "pass"), finding("KF301", "unknown")
    assert score.score([passing, unknown], NUMBERS.score) == (100.0, 0.5)
    assert score.score([passing, replace(unknown, waiver=WAIVER)], NUMBERS.score) == (100.0, 1.0)


def test_a_pragma_waives_in_its_own_file_only() -> None:
    text = "# image-audit ignore=KF601,KF602 the agent binds port 80 until=2027-01-31\nFROM alpine:3.15\n"
    assert list(waive.inline(dockerfile(text), PLACE)) == [
        Waiver(
            rule, "kubeflow/katib", "cmd/ui/Dockerfile", "the agent binds port 80", "the Dockerfile's owners",
            "2027-01-31",
            "cmd/ui/Dockerfile:1",
        )
        for rule in ("KF601", "KF602")
    ]  # fmt: skip


def test_a_faulty_pragma_waives_nothing() -> None:
    assert list(waive.inline(dockerfile("# image-audit ignore=KF601\nFROM alpine:3.15\n"), PLACE)) == []
