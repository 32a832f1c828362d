"""The rules, found by being there."""

from pathlib import Path

from audit.compliance import catalogue, rules


def test_every_module_is_a_rule() -> None:
    modules = Path(rules.__path__[0]).glob("[a-z]*.py")
    assert sorted(rule.slug for rule in catalogue.every()) == sorted(m.stem.replace("_", "-") for m in modules)


def test_rules_stand_by_code() -> None:
    codes = [rule.code for rule in catalogue.every()]
    assert codes == sorted(codes)


def test_a_rule_tells_its_text_in_parts() -> None:
    found = next(rule for rule in catalogue.every() if rule.slug == "rebuild-all")
    assert (found.code, found.title, found.section("Mend:"), found.section("Limits:"), found.section("Other:")) == (
        "KF303",
        "Rebuild every package",
        "add `-a`, or leave it and accept the finding.",
        "as KF301.",
        "",
    )


def test_what_stands_under_no_heading_is_the_reason() -> None:
    found = next(rule for rule in catalogue.every() if rule.slug == "no-floating-tag")
    assert found.why == "Without a version nobody can say what was built, and a rebuild may break what worked."
