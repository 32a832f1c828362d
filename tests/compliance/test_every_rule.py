"""What holds of every rule, those still to be written included."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.compliance import catalogue, rules
from audit.compliance.case.case import Case
from audit.compliance.case.rule import Rule
from audit.dockerfile.parse import Unread, parse
from audit.model.finding import Verdict
from audit.model.repository import Entry, Source
from audit.policy import shipped_files
from audit.sources import discover
from tests.judging import case, judged, shipped

SAMPLE = shipped_files.packaged() / "sample"
WITHOUT_EVIDENCE = {("KF607", "pass"), ("KF608", "pass")}  # nothing was found, so nothing can be shown
every_rule = pytest.mark.parametrize("rule", [pytest.param(rule, id=rule.slug) for rule in catalogue.every()])
# the others judge what is given to a run, which no Dockerfile shows: their own tests have cases
every_rule_of_dockerfiles = pytest.mark.parametrize(
    "rule", [pytest.param(rule, id=rule.slug) for rule in catalogue.every() if rule.examples == "dockerfile"]
)


@every_rule_of_dockerfiles
def test_bad_example_fails(rule: Rule) -> None:
    assert judged(rule.code, rule.bad).result == "fail"


@every_rule_of_dockerfiles
def test_good_example_passes(rule: Rule) -> None:
    assert judged(rule.code, rule.good).result == "pass"


@every_rule
def test_code_is_two_letters_and_three_digits(rule: Rule) -> None:
    assert re.fullmatch(r"KF[1-9]\d\d", rule.code)


@every_rule
def test_slug_is_the_name_of_the_module(rule: Rule) -> None:
    assert rule.judge.__module__ == f"{rules.__name__}.{rule.slug.replace('-', '_')}"


@every_rule
def test_rule_has_a_test_module_of_its_name(rule: Rule) -> None:
    module = Path(__file__).parent / "rules" / f"test_{rule.slug.replace('-', '_')}.py"
    assert module.is_file()


@every_rule
def test_text_has_a_title_a_reason_and_every_section(rule: Rule) -> None:
    parts = [rule.title, rule.why, *map(rule.section, ("Judged:", "Mend:", "Limits:")), rule.guideline]
    assert [part for part in parts if not part] == []
    assert rule.title == rule.title.rstrip(".").partition("\n")[0]


def test_codes_and_slugs_are_unique() -> None:
    found = catalogue.every()
    assert len({each.code for each in found}) == len({each.slug for each in found}) == len(found)


@pytest.mark.parametrize("profile", ["kubeflow-2020", "current"])
def test_profile_names_every_rule_and_no_other(profile: str) -> None:
    assert sorted(shipped(profile).profile.rules) == [rule.code for rule in catalogue.every()]


def branches() -> Iterator[Path]:
    yield from (branch for branch in SAMPLE.glob("*/*") if branch.is_dir())


def dockerfiles() -> Iterator[tuple[Path, str]]:
    """Yield (branch, path) of the sample's Dockerfiles."""
    for branch in sorted(branches()):
        paths = sorted(each.relative_to(branch).as_posix() for each in branch.rglob("*") if each.is_file())
        for found in discover.candidates(Entry(path, "file", path) for path in paths):
            if not isinstance(parse(Source(found.path, (branch / found.path).read_bytes())), Unread):
                yield branch, found.path


def sampled(branch: Path, path: str) -> Case:
    """Return the case of one of the sample's Dockerfiles, all files around it at hand."""
    files = {
        each.relative_to(branch).as_posix(): each.read_text(encoding="utf-8")
        for each in branch.rglob("*")
        if each.is_file()
    }
    return case(files[path], files=files, path=path, repository=f"sample/{branch.parent.name}")


every_dockerfile = pytest.mark.parametrize(
    ("branch", "path"),
    [
        pytest.param(branch, path, id=f"{branch.relative_to(SAMPLE).as_posix()} {path}")
        for branch, path in dockerfiles()
    ],
)


def faults(rule: Rule, found: Verdict) -> list[str]:
    """Return what is wrong with the form of a verdict."""
    known = (item.line for item in found.evidence if item.line is not None)
    checks = {
        "says nothing": not found.message,
        "says more than a line": "\n" in found.message,
        "has no evidence": not found.evidence
        and found.result != "not-applicable"
        and (rule.code, found.result) not in WITHOUT_EVIDENCE,
        "has a line that is not its evidence's": found.line != next(known, None),
        "does not say what to do": found.result in ("fail", "partial") and not found.next_step,
        "says what to do about nothing": found.result in ("pass", "not-applicable") and bool(found.next_step),
    }
    return [f"{rule.code} {found.result} {fault}" for fault, is_so in checks.items() if is_so]


@every_dockerfile
def test_every_verdict_is_well_formed(branch: Path, path: str) -> None:
    whole = sampled(branch, path)
    assert [fault for rule in catalogue.every() for fault in faults(rule, rule.judge(whole))] == []


@every_dockerfile
def test_verdicts_do_not_depend_on_the_profile(branch: Path, path: str) -> None:
    whole = sampled(branch, path)
    other = replace(whole, profile=shipped("current").profile)
    assert [rule.judge(whole) for rule in catalogue.every()] == [rule.judge(other) for rule in catalogue.every()]


def test_numbers_of_the_profile_count() -> None:
    text = "FROM golang:1.20\nRUN go build -o /m .\n"
    whole = case(text)
    strict = replace(whole.profile, numbers=replace(whole.profile.numbers, minimum_go="1.21"))
    go_version = next(rule for rule in catalogue.every() if rule.code == "KF202")
    assert (go_version.judge(whole).result, go_version.judge(replace(whole, profile=strict)).result) == ("pass", "fail")


def test_passing_tiers_of_the_profile_count() -> None:
    whole = case("FROM alpine\n")
    loose = replace(whole.profile, passing_tiers=("distroless", "minimal"))
    distroless = next(rule for rule in catalogue.every() if rule.code == "KF401")
    assert (distroless.judge(whole).result, distroless.judge(replace(whole, profile=loose)).result) == ("fail", "pass")


IMAGES = ["golang:1.26", "golang:1.26-alpine", "node", "python:3", "alpine:3.15", "gcr.io/distroless/base:debug"]
IMAGES += ["scratch", "$A", "a/b@sha256:1", "ubuntu:$A", '"x"', "build"]
LINES = r"""RUN go build -o /m .
RUN make
RUN ./x.sh
RUN apk add gcc
RUN curl https://x | sh
RUN pip install a
RUN bash -c '
RUN <<E
E
RUN [
RUN go build -o
RUN go install
RUN curl
RUN git clone
RUN go
COPY --from=build /m /m
COPY --from=0 a b
COPY a
COPY
COPY [
COPY --from=z /x /
ADD https://x /
ENV A=$B
ENV A
ENV
ARG A
ARG A=golang
ARG TOKEN=x
USER $A
USER 0
USER
WORKDIR $A
ENTRYPOINT [
ENTRYPOINT ["/m"]
ENTRYPOINT []
ENTRYPOINT ["tini", "-p"]
CMD ["sh"]
CMD
CMD x
""".splitlines()
stages = st.tuples(st.sampled_from(IMAGES), st.lists(st.sampled_from(LINES), max_size=6))


@given(st.lists(st.sampled_from(["ARG A", "ARG A=golang:1.2"]), max_size=1), st.lists(stages, min_size=1, max_size=3))
def test_any_dockerfile_gets_well_formed_verdicts(before: list[str], found: list[tuple[str, list[str]]]) -> None:
    lines = [line for image, body in found for line in (f"FROM {image} AS build", *body)]
    text = "\n".join([*before, *lines])
    whole = case(text, files={"go.mod": "module m\n", "x.sh": "go build -o m .\n", "Makefile": "m: m\n\tgo build\n"})
    assert [fault for rule in catalogue.every() for fault in faults(rule, rule.judge(whole))] == []
