"""What no grammar reads is unknown, never a guess."""

import pytest

from audit.compliance import evaluate
from tests import judging

BROKEN = """\
FROM golang:1.26 AS build
RUN if [ "$A" = ; then go build
FROM scratch
COPY --from=build /m /m
ENTRYPOINT ["/m"]
"""


def verdicts(text: str) -> dict[str, str]:
    score = judging.shipped().judgement.score
    return {finding.rule: finding.verdict.result for finding in evaluate.findings(judging.case(text), score)}


def test_a_run_that_cannot_be_read_is_no_pass_and_no_proof_of_absence() -> None:
    found = verdicts(BROKEN)
    assert {code: found[code] for code in ("KF101", "KF102", "KF201", "KF301", "KF605", "KF606", "KF607")} == {
        "KF101": "unknown",
        "KF102": "unknown",
        "KF201": "unknown",
        "KF301": "unknown",
        "KF605": "unknown",
        "KF606": "unknown",
        "KF607": "unknown",
    }


@pytest.mark.parametrize("code", ["KF401", "KF601", "KF602", "KF604", "KF608"])
def test_rules_that_read_no_shell_do_not_mind(code: str) -> None:
    readable = BROKEN.replace('if [ "$A" = ; then go build', "true")
    assert verdicts(BROKEN)[code] == verdicts(readable)[code]


def test_the_evidence_names_the_line() -> None:
    score = judging.shipped().judgement.score
    found = next(finding for finding in evaluate.findings(judging.case(BROKEN), score) if finding.rule == "KF607")
    assert (found.verdict.message, found.verdict.line) == ("a RUN cannot be read, so nobody knows", 2)
