"""`image-audit rules`: the catalogue, and one rule's page."""

import pytest

from audit.compliance import catalogue
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
    headings = [each for each in lines if each and not each.startswith(" ")]
    assert (said.code, headings[0], headings[-2:]) == (0, f"KF401 distroless-runtime: {rule.title}", ["Bad", "Good"])
    shown = [each.strip() for each in lines[lines.index("Bad") + 1 : lines.index("Good")] if each.strip()]
    assert shown == [each.strip() for each in rule.bad.splitlines() if each.strip()]


@pytest.mark.parametrize("code", ["KF999", "", "KF"])
def test_an_unknown_rule_leaves_with_2_and_names_the_known(code: str, audit: Command) -> None:
    known = ", ".join(each.code for each in catalogue.every())
    said = audit("rules", code)
    assert (said.code, said.err) == (2, f"image-audit: no rule {code!r}; expected one of {known}\n")
