"""The go builds whose output ships, and whether cgo is off in them: what several rules stand on."""

import posixpath
import re
import shlex
from collections.abc import Callable, Iterator
from fnmatch import fnmatch
from itertools import pairwise

from audit.compliance import lifecycle, version
from audit.compliance.rule import Case, verdict, worst
from audit.components import gopackage
from audit.model.dockerfile import BuildCommand
from audit.model.evidence import Evidence
from audit.model.finding import Verdict

_COMPILES = ("go build", "go install")
_C_COMPILERS = frozenset({"gcc", "musl-dev", "build-base", "clang"})
_OFF_WITHOUT_COMPILER_FROM = (1, 20)  # https://go.dev/doc/go1.20#cgo
_STEP = "Set CGO_ENABLED=0 for the go build, or show which package needs cgo."


def each(case: Case, judge: Callable[[Case, BuildCommand], Verdict]) -> Verdict:
    """Judge every go build whose output ships, the worst decides; say why there is none to judge otherwise."""
    shipping = tuple(build for build in case.builds() if build.tool in _COMPILES and _ships(case, build))
    found = shipping or case.component.prebuilds
    return worst(judge(case, build) for build in found) if found else _absent(case)


def _absent(case: Case) -> Verdict:
    if case.component.language.value != "go":
        return verdict("not-applicable", "what ships is not built from Go")
    hidden = next((build for build in case.builds() if build.language == "?"), None)
    if hidden is not None:
        why = f": {hidden.unread}" if hidden.unread else ""
        return verdict("unknown", f"the build is hidden in `{hidden.text}`{why}", shown(case, hidden))
    if case.component.outside:
        said = "built outside: nothing that builds this image shows its go build"
        return verdict("unknown", said, case.component.outside[:3])
    if not case.builds():
        return verdict("not-applicable", "nothing is compiled here")
    found = (each for build in case.builds() for each in shown(case, build))
    return verdict("unknown", "no go build was found whose output ships", tuple(found)[:3])


def shown(case: Case, build: BuildCommand) -> tuple[Evidence, ...]:
    """Return both lines: that of the Dockerfile, and where the command really stands."""
    if not build.trail:
        return (case.at(build.line, build.text),)
    return (case.at(build.line, _instruction(case, build)), *build.trail)


def _instruction(case: Case, build: BuildCommand) -> str:
    stage = case.dockerfile.stages[build.stage]
    found = (f"{one.keyword} {one.value}" for one in stage.instructions if one.line == build.line)
    return next(found, build.text)


def _ships(case: Case, build: BuildCommand) -> bool:
    """Tell whether the output is in the final image, or cannot be told apart from what is."""
    if build.stage in {stage.index for stage in case.dockerfile.lineage(case.dockerfile.final)}:
        return True
    written = _written(build)
    return not written or any(_covers(source, written) for source in _taken(case, build.stage))


def _taken(case: Case, index: int) -> Iterator[str]:
    """Yield the paths that later stages take from a stage, directly or through others."""
    for stage in case.dockerfile.leading_to(case.dockerfile.final):
        for transfer in stage.transfers:
            if isinstance(transfer.origin, int) and index in {
                one.index for one in case.dockerfile.leading_to(transfer.origin)
            }:
                yield from transfer.sources


def _written(build: BuildCommand) -> str:
    """Return the path that the build writes, or an empty text when the command does not tell."""
    given = [word.partition("=")[2] for word in build.words if word.startswith(("-o=", "--o="))]
    given += [after for word, after in pairwise(build.words) if word in ("-o", "--o")]
    if given:
        return posixpath.normpath(posixpath.join(build.folder, given[-1]))
    package = gopackage.package(build).partition("@")[0].rstrip("/")
    if build.tool == "go build" or package.endswith("."):
        return ""
    name = re.sub(r"/v\d+$", "", package).rpartition("/")[2]
    return posixpath.join(build.variable("GOBIN") or "/go/bin", name)


def _covers(source: str, written: str) -> bool:
    """Tell whether a COPY source may bring what was written: it fits by name or glob, or one stands in the other."""
    place, name = posixpath.normpath(posixpath.join("/", source)), posixpath.basename(written)
    if "$" in written or "?" in written + source or source.endswith(("/", "/bin")):
        return True
    return (
        fnmatch(name, posixpath.basename(place))
        or written.startswith(f"{place.rstrip('/')}/")
        or place.startswith(f"{written}/")
    )


def flags(build: BuildCommand) -> tuple[str, ...]:
    """Return the words of the command and those that GOFLAGS adds."""
    return (*_split(build.variable("GOFLAGS") or ""), *build.words[2:])


def linker_flags(build: BuildCommand) -> tuple[str, ...]:
    """Return the tokens given to -ldflags, split as a shell splits; arguments of -X and -extldflags are left out."""
    words = flags(build)
    given = [words[index + 1] for index, word in enumerate(words[:-1]) if word in ("-ldflags", "--ldflags")]
    given += [word.partition("=")[2] for word in words if word.startswith(("-ldflags=", "--ldflags="))]
    return tuple(token for text in given for token in _without_arguments(_split(text)))


def _split(text: str) -> list[str]:
    try:
        return shlex.split(text)
    except ValueError:  # a quote that is never closed
        return text.split()


def _without_arguments(tokens: list[str]) -> Iterator[str]:
    waiting = iter(tokens)
    for token in waiting:
        if token in ("-X", "-extldflags", "--extldflags", "-extld", "-buildid"):
            next(waiting, None)
        elif not token.startswith(("-X=", "-extldflags=", "--extldflags=")):
            yield token


def cgo(case: Case, build: BuildCommand) -> Verdict:
    """Judge whether cgo is off in one go build."""
    value = build.variable("CGO_ENABLED")
    evidence = shown(case, build)
    if value == "0":
        return verdict("pass", "CGO_ENABLED=0 is in effect", evidence)
    if value and ("$" in value or "?" in value):
        return verdict("unknown", f"nobody decides CGO_ENABLED={value}", evidence)
    if value:
        return verdict("fail", f"CGO_ENABLED={value} is in effect", evidence, _STEP)
    return _unset(case, build)


def _unset(case: Case, build: BuildCommand) -> Verdict:
    """Judge a build that leaves CGO_ENABLED alone: from Go 1.20 it is off where no C compiler is found."""
    image = case.dockerfile.root(build.stage).image
    evidence = (*shown(case, build), case.opening(case.dockerfile.stages[build.stage]))
    if build in case.component.prebuilds:
        return verdict("fail", "CGO_ENABLED is not set where the binary is built", shown(case, build), _STEP)
    if "alpine" not in image.tag or _has_compiler(case, build.stage):
        return verdict("fail", "CGO_ENABLED is not set, and the build image has a C compiler", evidence, _STEP)
    known = lifecycle.pattern(image, case.lifecycle)
    written = version.numbers(image.tag) if known.language == "go" else ()
    if not written:
        return verdict("unknown", "CGO_ENABLED is not set and the Go version is not known", evidence, _STEP)
    if len(written) > 1 and written[:2] < _OFF_WITHOUT_COMPILER_FROM:
        return verdict("fail", "CGO_ENABLED is not set, and Go before 1.20 links dynamically", evidence, _STEP)
    said = "CGO_ENABLED is not set; cgo is off only because the stage has no C compiler"
    return verdict("partial", said, evidence, _STEP)


def _has_compiler(case: Case, index: int) -> bool:
    stages = {stage.index for stage in case.dockerfile.lineage(index)}
    return any(
        command.stage in stages
        and command.program == "apk"
        and _C_COMPILERS & {re.split(r"[=<>~]", word)[0] for word in command.words}
        for command in case.component.commands
    )
