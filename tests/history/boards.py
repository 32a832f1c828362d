"""Scoreboards of a small organisation, night by night, from the real judgement of Dockerfiles that stand in a test."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from audit.compliance import catalogue
from audit.components import component
from audit.dockerfile import build_context
from audit.dockerfile.build_context import Files
from audit.dockerfile.parse import Unread, parse
from audit.model.component import Facts
from audit.model.evidence import Skipped
from audit.model.repository import Remote, Repository, Source
from audit.model.scoreboard import Run, Scoreboard
from audit.policy import policy
from audit.policy.organization.organization import Organization
from audit.policy.policy import Policy
from audit.scoreboard.gathered import Gathered
from audit.scoreboard.join import join
from audit.scoreboard.judge import judge

GOOD = """FROM golang:1.26 AS build
RUN CGO_ENABLED=0 go build -o /web ./cmd
FROM gcr.io/distroless/static-debian13:nonroot
COPY --from=build /web /web
ENTRYPOINT ["/web"]
"""
ALPINE = GOOD.replace("gcr.io/distroless/static-debian13:nonroot", "alpine:3.22")
DATE = "2026-11-22"


@dataclass(frozen=True, slots=True)
class Tree:
    """Hold one repository at one commit: path -> text."""

    name: str
    files: Mapping[str, str]
    commit: str = "1" * 40
    branch: str = "main"


def shipped(profile: str = "", **changes: object) -> Policy:
    """Return the shipped configuration with some of it otherwise."""
    found = policy.assemble(Organization("acme"), profile, None)
    return replace(found, **changes)  # type: ignore[arg-type]


def board(
    *trees: Tree,
    date: str = DATE,
    rules: str = catalogue.VERSION,
    by: Policy | None = None,
    missed: tuple[Skipped, ...] = (),
) -> Scoreboard:
    """Judge repositories as one organisation's, as of a date; `missed` are branches that could not be looked at."""
    chosen = by or shipped()
    parts = chosen.parts
    what = Run(
        "acme", date, "0.1.0", rules, chosen.profile.name, chosen.digest, parts.weights, parts.lifecycle, parts.settings
    )
    names = {each.name for each in trees} | {each.repository for each in missed}
    known = tuple(_repository(each) for each in sorted(names))
    return judge(join(Gathered(known, tuple(map(_facts, trees)), missed), chosen), chosen, what)


def digests(**parts: str) -> Policy:
    """Return the shipped configuration with another digest of a part, as if that part had been edited."""
    found = shipped()
    return replace(found, digest="another", parts=replace(found.parts, **parts))


def _repository(name: str) -> Repository:
    web = f"https://github.com/{name}"
    return Repository(name, Remote(web), (), "active", "", "Web", web)


def _facts(tree: Tree) -> Facts:
    files = {path: text for path, text in tree.files.items() if "Dockerfile" not in path}
    blobs = {path: f"{number:040x}" for number, path in enumerate(sorted(tree.files))}
    shelf = Files(blobs.keys(), files, build_context.folders(blobs))
    around = component.Surroundings(tree.name, shipped().signals, shelf, {}, {}, ())
    read = [parse(Source(path, text.encode())) for path, text in tree.files.items() if "Dockerfile" in path]
    return Facts(
        repository=tree.name,
        branch=tree.branch,
        commit=tree.commit,
        committed="2026-08-14",
        components=tuple(component.find(each, around) for each in read if not isinstance(each, Unread)),
        skipped=tuple(Skipped(tree.name, tree.branch, e.path, e.reason) for e in read if isinstance(e, Unread)),
    )
