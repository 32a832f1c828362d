"""Cases of which scanners' reports speak."""

from dataclasses import replace

from audit.compliance.case.case import Case
from audit.model.evidence import Answer
from audit.model.vulnerabilities.scan import Count, Flaw, Scan, Update
from audit.model.vulnerabilities.vulnerability import Level
from audit.vulnerabilities.report_files.report_index import State
from tests.judging import at, case

NAME = "ghcr.io/acme/web"
HOP = at(12, f"tags: {NAME}", ".github/workflows/publish.yaml")
IMAGE = Answer(NAME, "high", (HOP,))
LEVELS: tuple[Level, ...] = ("critical", "high", "medium", "low", "negligible", "unknown")


def flaw(name: str, severity: Level = "high", *, exploited: bool = False, epss: float | None = None) -> Flaw:
    """Return a vulnerability that can be mended."""
    return Flaw(name, severity, "nvd", True, ("1.1",), "base", ("openssl 1.0",), exploited, epss)  # noqa: FBT003


def scan(*flaws: Flaw, doubt: str = "", database: str = "2026-11-19", update: Update | None = None) -> Scan:
    """Return what Grype says of ghcr.io/acme/web:1."""
    numbers = [sum(flaw.severity == level for flaw in flaws) for level in LEVELS]
    return Scan(
        report="web.json",
        image=f"{NAME}:1",
        digest="",
        matched="tag",
        scanner="grype",
        version="0.104.0",
        scanned="2026-11-20",
        database=database,
        packages=3,
        doubt=doubt,
        counts=tuple(Count(level, number, number) for level, number in zip(LEVELS, numbers, strict=True)),
        flaws=flaws,
        update=update,
    )


def published(found: Scan | None = None, reports: State = "given") -> Case:
    """Return a published component with what the reports say of it."""
    whole = case("FROM alpine:3.23\n")
    return replace(whole, component=replace(whole.component, image=IMAGE, names=(NAME,)), scan=found, reports=reports)
