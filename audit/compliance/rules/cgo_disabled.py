"""Compile Go without cgo.

A binary built with cgo needs a C library at run time, so it cannot run on distroless `static`. Set CGO_ENABLED=0 for
the build: `RUN CGO_ENABLED=0 GOOS=linux go build ...`.
"""

from fnmatch import fnmatch

from audit.compliance import lifecycle, version
from audit.compliance.rule import Case, verdict, worst
from audit.dockerfile import running
from audit.model.dockerfile import BuildCommand
from audit.model.finding import Verdict

CODE = "KF301"
GUIDELINE = (
    "It is recommended to build with the below flags to ensure that the binary runs without needing to use libc based "
    'packages: CGO_ENABLED=0 GOOS=linux go build -o <output_binary> -ldflags "-w" -a .'
)
BAD = """\
FROM golang:1.26 AS build
RUN go build -o /manager .
FROM gcr.io/distroless/static-debian13:nonroot
COPY --from=build /manager /manager
"""
GOOD = """\
FROM golang:1.26 AS build
RUN CGO_ENABLED=0 go build -o /manager .
FROM gcr.io/distroless/static-debian13:nonroot
COPY --from=build /manager /manager
"""
_COMPILERS = frozenset({"gcc", "musl-dev", "build-base", "clang"})
_WITHOUT_COMPILER_OFF_FROM = (1, 20)  # https://go.dev/doc/go1.20#cgo
_STEP = "Set CGO_ENABLED=0 for the go build, or show which package needs cgo."


def judge(case: Case) -> Verdict:
    """Judge each `go build` and `go install` whose output ships."""
    compiled = tuple(build for build in case.builds() if build.tool in ("go build", "go install"))
    shipping = tuple(build for build in compiled if _ships(case, build))
    if shipping:
        return worst(_of_build(case, build) for build in shipping)
    if case.component.language.value != "go":
        return verdict("not-applicable", "what ships is not built from Go")
    hidden = tuple(case.at(build.line, build.text) for build in case.builds() if build.language == "?")
    if hidden:
        return verdict("unknown", f"the build is hidden in `{hidden[0].text}`", hidden)
    if case.component.outside:
        return verdict("unknown", "built outside: nothing here shows the go build", case.component.outside[:3])
    if not case.builds():
        return verdict("not-applicable", "nothing is compiled here")
    return verdict("unknown", "no go build was found whose output ships")


def _ships(case: Case, build: BuildCommand) -> bool:
    """Tell whether the output is in the final image, or cannot be told apart from what is."""
    if build.stage in {stage.index for stage in case.dockerfile.lineage(case.dockerfile.final)}:
        return True
    name = _output(build)
    taken = [
        source
        for stage in case.dockerfile.leading_to(case.dockerfile.final)
        for transfer in stage.transfers
        if isinstance(transfer.origin, int)
        and build.stage in {each.index for each in case.dockerfile.leading_to(transfer.origin)}
        for source in transfer.sources
    ]
    return not name or any(_covers(source, name) for source in taken)


def _output(build: BuildCommand) -> str:
    """Return the last part of the path that the build writes, or an empty text when the command does not tell."""
    if "-o" in build.words[:-1]:
        return build.words[build.words.index("-o") + 1].rstrip("/").rpartition("/")[2]
    last = build.words[-1].partition("@")[0].rstrip("/")
    return "" if build.tool == "go build" or last.endswith(".") else last.rpartition("/")[2]


def _covers(source: str, name: str) -> bool:
    """Tell whether a COPY source may bring the file: it is named, is under a glob, or a folder is copied whole."""
    last = source.rstrip("/").rpartition("/")[2]
    return last == name or fnmatch(name, last) or "$" in name or source.endswith(("/", "/bin", "."))


def _of_build(case: Case, build: BuildCommand) -> Verdict:
    value = build.variable("CGO_ENABLED")
    evidence = (case.at(build.line, build.text),)
    if value == "0":
        return verdict("pass", "CGO_ENABLED=0 is in effect", evidence)
    if value and ("$" in value or "?" in value):
        return verdict("unknown", f"nobody decides CGO_ENABLED={value}", evidence)
    if value is not None:
        return verdict("fail", f"CGO_ENABLED={value} is in effect", evidence, _STEP)
    return _unset(case, build)


def _unset(case: Case, build: BuildCommand) -> Verdict:
    """Judge a build that leaves CGO_ENABLED alone: from Go 1.20 it is off where no C compiler is found."""
    image = case.dockerfile.root(build.stage).image
    evidence = (case.at(build.line, build.text), case.opening(case.dockerfile.stages[build.stage]))
    if "alpine" not in image.tag or _installs_compiler(case, build.stage):
        return verdict("fail", "CGO_ENABLED is not set, and the build image has a C compiler", evidence, _STEP)
    known = lifecycle.pattern(image, case.lifecycle)
    written = version.numbers(image.tag) if known.language == "go" else ()
    if not written:
        return verdict("unknown", "CGO_ENABLED is not set and the Go version is not known", evidence, _STEP)
    if written[:2] < _WITHOUT_COMPILER_OFF_FROM and len(written) > 1:
        return verdict("fail", "CGO_ENABLED is not set, and Go before 1.20 links dynamically", evidence, _STEP)
    return verdict(
        "partial", "CGO_ENABLED is not set; cgo is off only because the stage has no C compiler", evidence, _STEP
    )


def _installs_compiler(case: Case, index: int) -> bool:
    return any(
        command.program == "apk" and _COMPILERS & set(command.words)
        for stage in case.dockerfile.lineage(index)
        for command in running.commands(case.dockerfile, stage)
    )
