"""KF301: cgo is off in every go build whose output ships."""

from tests.cases import cases
from tests.judging import at, compiled, in_short, judged, result

STEP = "Set CGO_ENABLED=0 for the go build, or show which package needs cgo."
OFF = "CGO_ENABLED=0 is in effect"
UNSET = "CGO_ENABLED is not set, and the build image has a C compiler"
MODULE = {"go.mod": "module m\n"}
START = "FROM golang:1.26-alpine AS a\n"


@cases(
    "instructions, expected",
    {
        "inline": ("RUN CGO_ENABLED=0 go build -o /m .", ("pass", 3)),
        "by ENV": ("ENV CGO_ENABLED=0\nRUN go build -o /m .", ("pass", 4)),
        "by ARG": ("ARG CGO_ENABLED=0\nRUN go build -o /m .", ("pass", 4)),
        "go install counts as go build": ("RUN CGO_ENABLED=0 go install .", ("pass", 3)),
        "nothing sets it": ("RUN go build -o /m .", ("fail", 3)),
        "it is on": ("RUN CGO_ENABLED=1 go build -o /m .", ("fail", 3)),
        "inline wins over ENV": ("ENV CGO_ENABLED=0\nRUN CGO_ENABLED=1 go build -o /m .", ("fail", 4)),
        "an empty value sets nothing": ("ENV CGO_ENABLED=\nRUN go build -o /m .", ("fail", 4)),
        "an ARG without default sets nothing": ("ARG CGO_ENABLED\nRUN go build -o /m .", ("fail", 4)),
        "a variable that nobody sets": ("RUN CGO_ENABLED=$X go build -o /m .", ("unknown", 3)),
        "an ENV that nobody decides": ("ENV CGO_ENABLED=$X\nRUN go build -o /m .", ("unknown", 4)),
        "the worst branch decides": (
            'RUN if [ "$A" ]; then CGO_ENABLED=0 go build -o /m .; else CGO_ENABLED=1 go build -o /m .; fi',
            ("fail", 3),
        ),
        "go test compiles nothing that ships": ("RUN go test ./... && go vet ./...", ("not-applicable", None)),
    },
)
def test_where_it_is_set(instructions: str, expected: tuple[str, int | None]) -> None:
    assert result("KF301", compiled(instructions)) == expected


@cases(
    "text, expected",
    {
        "ENV of the parent stage applies": (
            (
                "FROM golang AS base\nENV CGO_ENABLED=0\nFROM base AS build\nRUN go build -o /m .\nFROM scratch\n"
                "COPY --from=build /m /m\n"
            ),
            ("pass", 4),
        ),
        "what is built in the final stage ships": ("FROM golang\nRUN go build -o /m .\n", ("fail", 2)),
        "so does what it stands on": ("FROM golang AS a\nRUN go build -o /m .\nFROM a\nUSER 1\n", ("fail", 2)),
        "a stage that nothing leads to is not judged": (
            (
                "FROM golang AS unused\nRUN go build -o /m .\nFROM golang AS build\nRUN "
                "CGO_ENABLED=0 go build -o /m .\n"
                "FROM scratch\nCOPY --from=build /m /m\n"
            ),
            ("pass", 4),
        ),
        "an output may ship through another stage": (
            (
                "FROM golang AS build\nRUN go build -o /m .\nFROM scratch AS out\nCOPY --from=build /m /n\n"
                "FROM scratch\nCOPY --from=out /m /m\n"
            ),
            ("fail", 2),
        ),
        "the worst of two outputs decides": (
            (
                "FROM golang AS build\nRUN CGO_ENABLED=0 go build -o /m .\nRUN go build -o /n .\nFROM scratch\n"
                "COPY --from=build /m /n /\n"
            ),
            ("fail", 3),
        ),
        "the same name from another stage": (
            (
                "FROM golang AS a\nRUN go build -o /m .\nFROM golang AS b\nRUN CGO_ENABLED=0 go build -o /m .\n"
                "FROM scratch\nCOPY --from=a /x /x\nCOPY --from=b /m /m\n"
            ),
            ("pass", 4),
        ),
        "another language": ("FROM python\nRUN pip install a\n", ("not-applicable", None)),
        "nothing is compiled": ('FROM golang\nCMD ["go", "version"]\n', ("not-applicable", None)),
    },
)
def test_stages(text: str, expected: tuple[str, int | None]) -> None:
    assert result("KF301", text) == expected


@cases(
    "command, takes, verdict",
    {
        "the very file": ("go build -o /out/m .", "/out/m", "fail"),
        "the very file after an equals sign": ("go build -o=/out/m .", "/out/m", "fail"),
        "the last -o counts": ("go build -o first -o /out/m .", "/out/m", "fail"),
        "the same name in another folder": ("go build -o /a/m .", "/b/m", "fail"),
        "a glob that fits": ("go build -o /out/m .", "/out/m*", "fail"),
        "the folder of the output": ("go build -o /out/m .", "/out", "fail"),
        "a folder without its first slash": ("go build -o /out/m .", "out/", "fail"),
        "the whole stage": ("go build -o /out/m .", "/", "fail"),
        "a folder of programs": ("go build -o /out/m .", "/usr/bin", "fail"),
        "a folder that may hold it": ("go build -o /out/m .", "/else/", "fail"),
        "the working folder": ("go build -o /out/m .", ".", "fail"),
        "a file of the output folder": ("go build -o bin/ ./cmd/...", "/src/bin/server", "fail"),
        "an output that nobody decides": ("go build -o /out/m-$TARGETARCH .", "/out/m-amd64", "fail"),
        "a source that nobody decides": ("go build -o /out/manager .", "/out/$NAME", "fail"),
        "another file after an equals sign": ("go build -o=/out/m .", "/out/n", "unknown"),
        "another file after two dashes": ("go build --o /out/m .", "/out/n", "unknown"),
        "another file after both": ("go build --o=/out/m .", "/out/n", "unknown"),
        "a program that is not installed": ("go install ./cmd/server", "/go/bin/other", "unknown"),
        "an output that the command does not tell": ("go build", "/src/anything", "fail"),
        "nor with a package": ("go build ./cmd/tool", "/src/anything", "fail"),
        "another file of the folder": ("go build -o /out/m .", "/out/n", "unknown"),
        "a folder whose name begins the same": ("go build -o /out/m .", "/outer", "unknown"),
        "a longer name": ("go build -o /out/m .", "/out/m-debug", "unknown"),
        "a folder beside the working one": ("go build -o m .", "/else", "unknown"),
        "the program that is installed": ("go install ./cmd/server", "/go/bin/server", "fail"),
        "a package with a slash at its end": ("go install ./cmd/server/", "/go/bin/server", "fail"),
        "the folder above where programs go": ("go install ./cmd/server", "/go", "fail"),
        "the folder that GOBIN names": ("GOBIN=/opt go install ./cmd/server", "/opt", "fail"),
        "an install of the working folder": ("go install", "/go/bin/app", "fail"),
        "options are no package": ("go install -v", "/go/bin/app", "fail"),
        "an install of many packages": ("go install -tags x ./...", "/go/bin/app", "fail"),
        "an installed version": ("go install example.org/tool@v1", "/go/bin/tool", "fail"),
        "a major version is no name": ("go install example.org/tool/v5@v5.1.0", "/go/bin/tool", "fail"),
        "a tool that is not taken": ("go install example.org/tool@v1", "/go/bin/m", "unknown"),
        "a name that begins like a version": ("go install example.org/v5x@v1", "/go/bin/m", "unknown"),
    },
)
def test_what_ships(command: str, takes: str, verdict: str) -> None:
    text = compiled(f"WORKDIR /src\nRUN {command}", takes=takes)
    assert result("KF301", text, files=MODULE) == (verdict, 4)


def test_a_tool_that_is_not_taken_is_not_judged() -> None:
    text = compiled("RUN go install example.org/tool@v1\nRUN CGO_ENABLED=0 go build -o /m .")
    assert result("KF301", text) == ("pass", 4)


@cases(
    "image, packages, verdict",
    {
        "no C compiler": ("golang:1.26-alpine", "git make", "partial"),
        "the first version that turns cgo off": ("golang:1.20-alpine", "git", "partial"),
        "the version before it": ("golang:1.19-alpine", "git", "fail"),
        "a major version is the newest": ("golang:1-alpine", "git", "partial"),
        "no version": ("golang:alpine", "git", "unknown"),
        "the version of no known Go": ("example/builder:1.26-alpine", "git", "unknown"),
        "gcc": ("golang:1.26-alpine", "gcc", "fail"),
        "musl-dev": ("golang:1.26-alpine", "--no-cache musl-dev git", "fail"),
        "build-base": ("golang:1.26-alpine", "build-base", "fail"),
        "clang": ("golang:1.26-alpine", "clang", "fail"),
        "gcc with its version": ("golang:1.26-alpine", "gcc=13.2.1-r1", "fail"),
        "gcc of about a version": ("golang:1.26-alpine", "gcc~13", "fail"),
        "the manual of gcc compiles nothing": ("golang:1.26-alpine", "gcc-doc", "partial"),
        "the other variants bring gcc": ("golang:1.26-bookworm", "git", "fail"),
    },
)
def test_no_compiler_no_cgo(image: str, packages: str, verdict: str) -> None:
    text = compiled(f"RUN apk add {packages}\nRUN go build -o /m .", image)
    assert result("KF301", text) == (verdict, 4)


@cases(
    "text, verdict",
    {
        "a compiler of the parent stage counts": (
            START + "RUN apk add gcc\nFROM a AS b\nRUN go build -o /m .\nFROM scratch\nCOPY --from=b /m /m\n",
            "fail",
        ),
        "a compiler of another stage does not": (
            START + "RUN apk add gcc\nFROM golang:1.26-alpine AS b\nRUN go build -o /m .\n"
            "FROM scratch\nCOPY --from=b /m /m\nCOPY --from=a /x /x\n",
            "partial",
        ),
        "its name alone installs nothing": (
            START + "RUN echo gcc\nFROM a AS b\nRUN go build -o /m .\nFROM scratch\nCOPY --from=b /m /m\n",
            "partial",
        ),
    },
)
def test_compiler_of_which_stage(text: str, verdict: str) -> None:
    assert result("KF301", text) == (verdict, 4)


@cases(
    "text, expected",
    {
        "pass": (compiled("RUN CGO_ENABLED=0 go build -o /m ."), f"pass: {OFF} | 3: CGO_ENABLED=0 go build -o /m ."),
        "fail because it is on": (
            compiled("RUN CGO_ENABLED=1 go build -o /m ."),
            f"fail: CGO_ENABLED=1 is in effect | 3: CGO_ENABLED=1 go build -o /m . | -> {STEP}",
        ),
        "fail because nobody sets it": (
            compiled("RUN go build -o /m ."),
            f"fail: {UNSET} | 3: go build -o /m . | 1: FROM golang:1.26 | -> {STEP}",
        ),
        "fail because Go is old": (
            compiled("RUN go build -o /m .", "golang:1.19-alpine"),
            (
                "fail: CGO_ENABLED is not set, and Go before 1.20 links dynamically | 3: go build -o /m . | "
                f"1: FROM golang:1.19-alpine | -> {STEP}"
            ),
        ),
        "partial": (
            compiled("RUN go build -o /m .", "golang:1.20-alpine"),
            (
                "partial: CGO_ENABLED is not set; cgo is off only because the stage has no C compiler | "
                f"3: go build -o /m . | 1: FROM golang:1.20-alpine | -> {STEP}"
            ),
        ),
        "unknown version": (
            compiled("RUN go build -o /m .", "golang:alpine"),
            (
                "unknown: CGO_ENABLED is not set and the Go version is not known | 3: go build -o /m . | "
                f"1: FROM golang:alpine | -> {STEP}"
            ),
        ),
        "unknown value": (
            compiled("RUN CGO_ENABLED=$X go build -o /m ."),
            "unknown: nobody decides CGO_ENABLED=$X | 3: CGO_ENABLED=$X go build -o /m .",
        ),
        "unknown output": (
            compiled("RUN go build -o /other ."),
            "unknown: no go build was found whose output ships | 3: go build -o /other .",
        ),
        "nothing is compiled": (compiled("RUN true"), "not-applicable: nothing is compiled here"),
    },
)
def test_whole_verdicts(text: str, expected: str) -> None:
    assert in_short("KF301", text) == expected


def test_no_more_than_three_builds_are_shown() -> None:
    text = compiled("\n".join(f"RUN go build -o /{name} ." for name in "abcd"))
    said = tuple(at(line, f"go build -o /{name} .") for line, name in ((3, "a"), (4, "b"), (5, "c")))
    assert judged("KF301", text).evidence == said
