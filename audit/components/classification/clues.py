"""Observations of a component in the form that the signals of `config/signals.yaml` are compared with."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from audit.components.classification import built_pages, image_usage
from audit.components.classification.observations import Observations
from audit.components.deployment import related_objects
from audit.components.program import entrypoint
from audit.dockerfile import programs
from audit.dockerfile.shell import run_commands
from audit.model.evidence import Evidence

_MODELS = re.compile(r"/mnt/models\b|--model[-_](?:dir|name|path|store|repository|base[-_]path|config[-_]file)\b")


@dataclass(frozen=True, slots=True)
class Clue:
    """Hold one observation in the form that signals are compared with."""

    words: frozenset[str]
    evidence: Evidence


def words(text: str) -> frozenset[str]:
    """Return the words of a path or name: its parts whole, and split at dashes, underscores and dots."""
    parts = [part for part in re.split(r"[/:@]", text.lower()) if part]
    return frozenset(parts) | {word for part in parts for word in re.split(r"[-_.]", part) if word}


def repository(observed: Observations) -> Iterator[Clue]:
    """Yield the repository's name."""
    name = observed.repository.rpartition("/")[2]
    yield Clue(words(name), _said(observed, f"the repository is {name}"))


def _said(observed: Observations, text: str) -> Evidence:
    return Evidence(observed.dockerfile.path, None, text)


def folders(observed: Observations) -> Iterator[Clue]:
    """Yield the folders by their whole names."""
    for part in observed.dockerfile.path.split("/")[:-1]:
        yield Clue(frozenset({part.lower()}), _said(observed, f"lies in a folder {part}"))


def path(observed: Observations) -> Iterator[Clue]:
    """Yield the parts of the path; the repository's name before a part tells nothing of what the part is."""
    own = re.compile(rf"(?i){re.escape(observed.repository.rpartition('/')[2])}[-_.]")
    for part in observed.dockerfile.path.split("/"):
        yield Clue(
            words(part[found.end() :] if (found := own.match(part)) else part), _said(observed, f"the path says {part}")
        )


def imports(observed: Observations) -> Iterator[Clue]:
    """Yield what the Go main package imports."""
    for found in observed.imports:
        yield Clue(frozenset({found.text}), Evidence(found.path, found.line, f"imports {found.text}"))


def behaviour(observed: Observations) -> Iterator[Clue]:
    """Yield what the program's sources do in a cluster."""
    for found in observed.needs.behaviour:
        verb, _, call = found.text.partition(": ")
        yield Clue(frozenset({verb}), Evidence(found.path, found.line, f"{verb}: {call}"))


def base(observed: Observations) -> Iterator[Clue]:
    """Yield the words of the base image's name."""
    root = observed.dockerfile.root(observed.dockerfile.final)
    yield Clue(words(root.image.name), Evidence(observed.dockerfile.path, root.line, f"FROM {root.image.text}"))


def program(observed: Observations) -> Iterator[Clue]:
    """Yield the names of the program's first words."""
    for evidence in observed.program.trail[:1]:
        said = Evidence(evidence.path, evidence.line, f"runs {' '.join(observed.program.words)[:120]}")
        names = {word.rpartition("/")[2] for word in observed.program.words[:3]}
        names |= {"model-server"} if _MODELS.search(" ".join(observed.program.words)) else set()
        yield Clue(frozenset(names), said)


def frontend(observed: Observations) -> Iterator[Clue]:
    """Yield how a web front end gets into the image."""
    for word, found in built_pages.find(observed):
        yield Clue(frozenset({word}), found)


def objects(observed: Observations) -> Iterator[Clue]:
    """Yield the kinds of Kubernetes objects that run the image or lie beside one that does."""
    for found in observed.objects:
        is_text = found.text == related_objects.IN_TEXT
        words_ = "a manifest names it in a text" if is_text else f"a manifest has a {found.text} for it or beside it"
        said = Evidence(found.path, found.line, words_)
        yield Clue(frozenset({found.text}), said)


def uses(observed: Observations) -> Iterator[Clue]:
    """Yield what the image is used for."""
    for found in observed.uses:
        yield Clue(frozenset({found.text}), Evidence(found.path, found.line, image_usage.SAID[found.text]))


def silent(observed: Observations) -> Iterator[Clue]:
    """Look at an image that starts nothing: bare, on what base; or one that starts only what it is told."""
    final = observed.dockerfile.final
    if not observed.program.words and all(build.stage == final for build in observed.leading_builds):
        root = observed.dockerfile.root(final)
        said = Evidence(observed.dockerfile.path, observed.dockerfile.final_stage.line, "no ENTRYPOINT or CMD")
        yield Clue(frozenset({"no-program"}), said)
        on = Evidence(observed.dockerfile.path, root.line, f"no ENTRYPOINT or CMD on {root.image.text}")
        yield Clue(words(root.image.name), on)
        packages = (
            command
            for command in run_commands.commands(observed.dockerfile, observed.dockerfile.final_stage)
            if command.program in programs.OS_PACKAGE_MANAGERS and "openssh-server" in command.words
        )
        for command in packages:
            installed = Evidence(observed.dockerfile.path, command.line, "installs openssh-server")
            yield Clue(frozenset({"remote-login"}), installed)
    elif entrypoint.is_idle(observed.program, observed.files.texts):
        last = observed.program.trail[-1]
        yield Clue(frozenset({"idle"}), Evidence(last.path, last.line, "starts only what it is told"))


def anything(observed: Observations) -> Iterator[Clue]:
    """Yield one clue that every image gives."""
    line = observed.dockerfile.final_stage.line
    yield Clue(frozenset({"any"}), Evidence(observed.dockerfile.path, line, "an image of the organisation"))
