"""`image-audit rules`: the catalogue, and one rule's page."""

import json
import textwrap
from pathlib import Path

import pytest

from audit.compliance import catalogue
from audit.policy.organization import waivers
from tests.cli.conftest import Command


def test_every_rule_is_listed_by_code(audit: Command) -> None:
    said = audit("rules")
    listed = [each.split()[:2] for each in said.out.splitlines()[1:]]
    assert (said.code, listed) == (0, [[each.code, each.slug] for each in catalogue.every()])


@pytest.mark.parametrize("code", ["KF401", "kf401", "distroless-runtime"])
def test_one_rule_is_explained_by_code_or_slug(code: str, audit: Command) -> None:
    said = audit("rules", code)
    (rule,) = [each for each in catalogue.every() if each.code == "KF401"]
    lines = said.out.splitlines()
    assert (said.code, [each for each in lines if each and not each.startswith(" ")]) == (
        0,
        [
            f"KF401 distroless-runtime: {rule.title}", "WHY", "THE GUIDELINE SAYS", "BAD", "GOOD", "MEND", "VERDICTS",
            "LIMITS", "SEVERITY", "WAIVING", "IN THE DOCKERFILE", "IN THE WAIVERS FILE", "SEE ALSO",
        ],
    )  # fmt: skip
    assert under(said.out, "BAD") == [f"    {each}" for each in rule.bad.splitlines()]


def under(page: str, heading: str) -> list[str]:
    """Return the lines that stand under a heading."""
    lines = page.splitlines()
    rest = lines[lines.index(heading) + 1 :]
    return [*rest, ""][: [*rest, ""].index("")]


@pytest.mark.parametrize(
    ("code", "severities"),
    [
        pytest.param("KF401", ["    current        must", "    kubeflow-2020  must"], id="asked for in both profiles"),
        pytest.param(
            "KF601", ["    current        must", "    kubeflow-2020  info (shown, never scored)"], id="an extension"
        ),
    ],
)
def test_the_page_says_what_each_profile_makes_of_the_rule(code: str, severities: list[str], audit: Command) -> None:
    assert under(audit("rules", code).out, "SEVERITY") == severities


def test_the_waiver_that_the_page_shows_is_one_that_loads(audit: Command, tmp_path: Path) -> None:
    shown = "\n".join(under(audit("rules", "KF602").out, "IN THE WAIVERS FILE"))
    file = tmp_path / "waivers.yaml"
    file.write_text(textwrap.dedent(shown).replace("YYYY-MM-DD", "2027-01-31"))
    assert [(each.rule, each.path, each.until) for each in waivers.read(file)] == [
        ("KF602", "Dockerfile", "2027-01-31")
    ]


def test_the_comment_that_the_page_shows_is_one_that_counts(audit: Command) -> None:
    (shown,) = under(audit("rules", "KF602").out, "IN THE DOCKERFILE")
    line = shown.strip().replace("YYYY-MM-DD", "2027-01-31").replace("REASON", "Tried in CI first.")
    Path("Dockerfile").write_text(f"{line}\nFROM scratch AS none\nFROM alpine:3.22\n")
    said = audit("check", "Dockerfile", "--format", "json")
    (standing,) = json.loads(said.out)["standings"]
    (finding,) = [each for each in standing["findings"] if each["rule"] == "KF602"]
    assert (finding["waiver"]["reason"], finding["waiver"]["until"]) == ("Tried in CI first.", "2027-01-31")


@pytest.mark.parametrize("columns", ["40", "100", "300"])
def test_no_line_of_prose_is_wider_than_the_terminal_or_than_is_good_to_read(
    columns: str, audit: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    prose = under(audit("rules", "KF401").out, "WHY")
    assert max(map(len, prose)) <= min(int(columns), 100)


@pytest.mark.parametrize("code", ["KF999", "", "KF"])
def test_an_unknown_rule_leaves_with_2_and_names_the_known(code: str, audit: Command) -> None:
    known = ", ".join(each.code for each in catalogue.every())
    said = audit("rules", code)
    assert (said.code, said.err) == (2, f"image-audit: no rule {code!r}; expected one of {known}\n")
