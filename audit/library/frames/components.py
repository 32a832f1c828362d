"""components: one row for each Dockerfile found, in scope or not; the columns of scoreboard.csv and some more."""

from audit.library.frames.schema import Column, Shape
from audit.model.scoreboard import Standing
from audit.model.vulnerabilities.vulnerability import Level

_POINTS = "points, 0 to 100"
_SHARE = "share, 0 to 1"
_CODES = "codes, with spaces between"
_FLAWS = "distinct vulnerabilities"
_REPORTED = "by the report on its image; missing without one, or where the scanner may be blind"
_Read = Column[Standing]


def _codes(standing: Standing, *results: str) -> str:
    """Return the codes of what nobody waived and came to one of the results."""
    return " ".join(each.rule for each in standing.findings if each.waiver is None and each.verdict.result in results)


def _number(standing: Standing, *levels: Level) -> int | None:
    """Return how many vulnerabilities of these severities the image has, None where nobody saw."""
    scan = standing.scan
    return None if scan is None or scan.doubt else scan.number(*levels)


def _fixable(standing: Standing) -> int | None:
    scan = standing.scan
    return None if scan is None or scan.doubt else scan.fixable


_RANK = (
    _Read("rank", "count", "1 is first", "place on the scoreboard; missing out of scope", lambda s: s.rank or None),
    _Read(
        "priority", "word", "", "what to do first; missing out of scope", lambda s: s.priority,
        order=("P1", "P2", "P3", "P4", "done", "exempt"),
    ),
)  # fmt: skip
_PLACE = (
    _Read("repository", "word", "", "owner/name", lambda s: s.place.repository),
    _Read("branch", "word", "", "the branch that was read", lambda s: s.place.branch),
    _Read("commit", "text", "full SHA", "the commit that was read", lambda s: s.place.commit),
    _Read("dockerfile", "text", "path", "the Dockerfile in the repository", lambda s: s.component.dockerfile.path),
)
_ANSWERS = (
    _Read("component", "text", "", "the component's name", lambda s: s.component.name),
    _Read("kind", "word", "", "controller, web-app, service, workload, ...", lambda s: s.component.kind.value),
    _Read("language", "word", "", "of the program that the image runs", lambda s: s.component.language.value),
    _Read("in_scope", "flag", "", "whether the guideline is about it", lambda s: s.in_scope),
    _Read("scope_reason", "text", "", "why it is in scope or not", lambda s: s.scope_reason),
    _Read(
        "image", "text", "", "the published name", lambda s: s.component.image.value if s.component.image else None
    ),
    _Read("deployment", "word", "", "default, optional, runtime, workspace, ...", lambda s: s.deployment.value),
    _Read("deployed_by", "text", "owner/name path:line", "the manifest that names it", lambda s: s.deployment.by),
    _Read("working_group", "word", "", "who answers for the repository", lambda s: s.place.working_group),
    _Read("owners", "text", "logins, with commas between", "approvers", lambda s: ",".join(s.component.owners.names)),
)  # fmt: skip
_RUNTIME = (
    _Read("base_image", "text", "", "what the final stage stands on, as written", lambda s: s.runtime.image.text),
    _Read(
        "runtime_tier", "word", "bare to full", "how bare that base is", lambda s: s.runtime.tier,
        order=("distroless", "equivalent", "minimal", "slim", "full", "unknown"),
    ),
    _Read("runtime_family", "word", "", "which line of images", lambda s: s.runtime.family),
    _Read("runtime_release", "text", "", "the releases that its name tells", lambda s: s.runtime.release),
    _Read(
        "runtime_supported", "word", "", "on the run's date; missing where nobody knows",
        lambda s: s.runtime.supported.replace("?", ""), order=("yes", "lts", "no"),
    ),
    _Read("multi_stage", "flag", "", "whether the final stage takes from an earlier one", lambda s: s.multi_stage),
)  # fmt: skip
_JUDGEMENT = (
    _Read("score", "number", _POINTS, "the weight that is kept; missing where nothing is known", lambda s: s.score),
    _Read("grade", "word", "A is best", "the letter of the score", lambda s: s.grade, order=("E", "D", "C", "B", "A")),
    _Read("coverage", "number", _SHARE, "of the weight that applies, what was known", lambda s: s.coverage),
    _Read("failed_rules", "text", _CODES, "fail or partial, scored or not", lambda s: _codes(s, "fail", "partial")),
    _Read(
        "waived_rules", "text", _CODES, "what is accepted for a time",
        lambda s: " ".join(each.rule for each in s.findings if each.waiver),
    ),
    _Read("unknown_rules", "text", _CODES, "nobody knows, scored or not", lambda s: _codes(s, "unknown")),
    _Read("impact", "number", _POINTS, "what mending it is worth", lambda s: s.impact),
    _Read("effort", "word", "small to large", "how much work it is", lambda s: s.effort, order=("S", "M", "L")),
    _Read(
        "blockers", "text", "names, with `; ` between", "what stands in the way of a distroless runtime",
        lambda s: "; ".join(dict.fromkeys(each.name for each in s.blockers)),
    ),
    _Read("next_step", "text", "", "what to do first", lambda s: s.next_step),
    _Read("url", "text", "", "the Dockerfile on the web", lambda s: s.place.url),
)  # fmt: skip
_DEPLOYED = (
    _Read("project", "word", "", "graduated, incubating, ...", lambda s: s.place.project),
    _Read("deployed_tag", "text", "", "the tag that the manifest names", lambda s: s.deployment.tag),
    _Read(
        "released_score", "number", _POINTS, "the score at that tag", lambda s: s.released.score if s.released else None
    ),
    _Read(
        "released_base_image", "text", "", "the base at that tag",
        lambda s: s.released.base_image if s.released else None,
    ),
    _Read(
        "waiting_for_release", "text", _CODES, "kept better on the branch than at that tag",
        lambda s: " ".join(s.released.fixed) if s.released else "",
    ),
)  # fmt: skip
_SCANNED = (
    _Read("cve_critical", "count", _FLAWS, _REPORTED, lambda s: _number(s, "critical")),
    _Read("cve_high", "count", _FLAWS, _REPORTED, lambda s: _number(s, "high")),
    _Read("cve_medium", "count", _FLAWS, _REPORTED, lambda s: _number(s, "medium")),
    _Read("cve_low", "count", _FLAWS, "likewise, negligible ones included", lambda s: _number(s, "low", "negligible")),
    _Read("cve_unknown", "count", _FLAWS, "likewise, of a severity nobody tells", lambda s: _number(s, "unknown")),
    _Read("cve_fixable", "count", _FLAWS, "of all, what newer packages mend", _fixable),
    _Read(
        "cve_scanner", "text", "", "who looked, with its version",
        lambda s: " ".join(filter(None, (s.scan.scanner, s.scan.version))) if s.scan else "",
    ),
    _Read("cve_database", "text", "ISO date", "of what the scanner knew", lambda s: s.scan.database if s.scan else ""),
    _Read("cve_scanned", "text", "ISO date", "when it looked", lambda s: s.scan.scanned if s.scan else ""),
    _Read("cve_image", "text", "", "the image that it looked at", lambda s: s.scan.image if s.scan else ""),
    _Read("cve_doubt", "text", "", "why the scanner may be blind", lambda s: s.scan.doubt if s.scan else ""),
)  # fmt: skip
_MORE = (
    _Read("runtime_supported_until", "day", "", "last day of support of the base", lambda s: s.runtime.supported_until),
    _Read("dependents", "count", "images", "the organisation's images that stand on it", lambda s: s.dependents),
    _Read("reason", "text", "", "why the row has its rank", lambda s: s.reason),
)
COMPONENTS = Shape(
    "components",
    "one Dockerfile, in scope or not, in the scoreboard's order",
    ("run", "repository", "branch", "dockerfile"),
    (*_RANK, *_PLACE, *_ANSWERS, *_RUNTIME, *_JUDGEMENT, *_DEPLOYED, *_SCANNED, *_MORE),
)
