"""KF301: cgo is off in every go build whose output ships."""

import pytest

from tests.judging import at, compiled, in_short, judged, result

STEP = "Set CGO_ENABLED=0 for the go build, or show which package needs cgo."
OFF = "CGO_ENABLED=0 is in effect"
UNSET = "CGO_ENABLED is not set, and the build image has a C compiler"
MODULE = {"go.mod": "module m\n"}


@pytest.mark.parametrize(
    ("instructions", "expected"),
    [
        pytest.param("RUN CGO_ENABLED=0 go build -o /m .", ("pass", 3), id="inline"),
        pytest.param("ENV CGO_ENABLED=0\nRUN go build -o /m .", ("pass", 4), id="by ENV"),
        pytest.param("ARG CGO_ENABLED=0\nRUN go build -o /m .", ("pass", 4), id="by ARG"),
        pytest.param("RUN CGO_ENABLED=0 go install .", ("pass", 3), id="go install counts as go build"),
        pytest.param("RUN go build -o /m .", ("fail", 3), id="nothing sets it"),
        pytest.param("RUN CGO_ENABLED=1 go build -o /m .", ("fail", 3), id="it is on"),
        pytest.param("ENV CGO_ENABLED=0\nRUN CGO_ENABLED=1 go build -o /m .", ("fail", 4), id="inline wins over ENV"),
        pytest.param("ENV CGO_ENABLED=\nRUN go build -o /m .", ("fail", 4), id="an empty value sets nothing"),
        pytest.param("ARG CGO_ENABLED\nRUN go build -o /m .", ("fail", 4), id="an ARG without default sets nothing"),
        pytest.param("RUN CGO_ENABLED=$X go build -o /m .", ("unknown", 3), id="a variable that nobody sets"),
        pytest.param("ENV CGO_ENABLED=$X\nRUN go build -o /m .", ("unknown", 4), id="an ENV that nobody decides"),
        pytest.param(
            'RUN if [ "$A" ]; then CGO_ENABLED=0 go build -o /m .; else CGO_ENABLED=1 go build -o /m .; fi',
            ("fail", 3),
            id="the worst branch decides",
        ),
        pytest.param(
            "RUN go test ./... && go vet ./...", ("not-applicable", None), id="go test compiles nothing that ships"
        ),
    ],
)
def test_where_it_is_set(instructions: str, expected: tuple[str, int | None]) -> None:
    assert result("KF301", compiled(instructions)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "FROM golang AS base\nENV CGO_ENABLED=0\nFROM base AS build\nRUN go build -o /m .\nFROM scratch\n"
            "COPY --from=build /m /m\n",
            ("pass", 4),
            id="ENV of the parent stage applies",
        ),
        pytest.param("FROM golang\nRUN go build -o /m .\n", ("fail", 2), id="what is built in the final stage ships"),
        pytest.param(
            "FROM golang AS a\nRUN go build -o /m .\nFROM a\nUSER 1\n", ("fail", 2), id="so does what it stands on"
        ),
        pytest.param(
            "FROM golang AS unused\nRUN go build -o /m .\nFROM golang AS build\nRUN CGO_ENABLED=0 go build -o /m .\n"
            "FROM scratch\nCOPY --from=build /m /m\n",
            ("pass", 4),
            id="a stage that nothing leads to is not judged",
        ),
        pytest.param(
            "FROM golang AS build\nRUN go build -o /m .\nFROM scratch AS out\nCOPY --from=build /m /n\n"
            "FROM scratch\nCOPY --from=out /m /m\n",
            ("fail", 2),
            id="an output may ship through another stage",
        ),
        pytest.param(
            "FROM golang AS build\nRUN CGO_ENABLED=0 go build -o /m .\nRUN go build -o /n .\nFROM scratch\n"
            "COPY --from=build /m /n /\n",
            ("fail", 3),
            id="the worst of two outputs decides",
        ),
        pytest.param(
            "FROM golang AS a\nRUN go build -o /m .\nFROM golang AS b\nRUN CGO_ENABLED=0 go build -o /m .\n"
            "FROM scratch\nCOPY --from=a /x /x\nCOPY --from=b /m /m\n",
            ("pass", 4),
            id="the same name from another stage",
        ),
        pytest.param("FROM python\nRUN pip install a\n", ("not-applicable", None), id="another language"),
        pytest.param('FROM golang\nCMD ["go", "version"]\n', ("not-applicable", None), id="nothing is compiled"),
    ],
)
def test_stages(text: str, expected: tuple[str, int | None]) -> None:
    assert result("KF301", text) == expected


@pytest.mark.parametrize(
    ("command", "takes", "verdict"),
    [
        pytest.param("go build -o /out/m .", "/out/m", "fail", id="the very file"),
        pytest.param("go build -o=/out/m .", "/out/m", "fail", id="the very file after an equals sign"),
        pytest.param("go build -o first -o /out/m .", "/out/m", "fail", id="the last -o counts"),
        pytest.param("go build -o /a/m .", "/b/m", "fail", id="the same name in another folder"),
        pytest.param("go build -o /out/m .", "/out/m*", "fail", id="a glob that fits"),
        pytest.param("go build -o /out/m .", "/out", "fail", id="the folder of the output"),
        pytest.param("go build -o /out/m .", "out/", "fail", id="a folder without its first slash"),
        pytest.param("go build -o /out/m .", "/", "fail", id="the whole stage"),
        pytest.param("go build -o /out/m .", "/usr/bin", "fail", id="a folder of programs"),
        pytest.param("go build -o /out/m .", "/else/", "fail", id="a folder that may hold it"),
        pytest.param("go build -o /out/m .", ".", "fail", id="the working folder"),
        pytest.param("go build -o bin/ ./cmd/...", "/src/bin/server", "fail", id="a file of the output folder"),
        pytest.param("go build -o /out/m-$TARGETARCH .", "/out/m-amd64", "fail", id="an output that nobody decides"),
        pytest.param("go build -o /out/manager .", "/out/$NAME", "fail", id="a source that nobody decides"),
        pytest.param("go build -o=/out/m .", "/out/n", "unknown", id="another file after an equals sign"),
        pytest.param("go build --o /out/m .", "/out/n", "unknown", id="another file after two dashes"),
        pytest.param("go build --o=/out/m .", "/out/n", "unknown", id="another file after both"),
        pytest.param("go install ./cmd/server", "/go/bin/other", "unknown", id="a program that is not installed"),
        pytest.param("go build", "/src/anything", "fail", id="an output that the command does not tell"),
        pytest.param("go build ./cmd/tool", "/src/anything", "fail", id="nor with a package"),
        pytest.param("go build -o /out/m .", "/out/n", "unknown", id="another file of the folder"),
        pytest.param("go build -o /out/m .", "/outer", "unknown", id="a folder whose name begins the same"),
        pytest.param("go build -o /out/m .", "/out/m-debug", "unknown", id="a longer name"),
        pytest.param("go build -o m .", "/else", "unknown", id="a folder beside the working one"),
        pytest.param("go install ./cmd/server", "/go/bin/server", "fail", id="the program that is installed"),
        pytest.param("go install ./cmd/server/", "/go/bin/server", "fail", id="a package with a slash at its end"),
        pytest.param("go install ./cmd/server", "/go", "fail", id="the folder above where programs go"),
        pytest.param("GOBIN=/opt go install ./cmd/server", "/opt", "fail", id="the folder that GOBIN names"),
        pytest.param("go install", "/go/bin/app", "fail", id="an install of the working folder"),
        pytest.param("go install -v", "/go/bin/app", "fail", id="options are no package"),
        pytest.param("go install -tags x ./...", "/go/bin/app", "fail", id="an install of many packages"),
        pytest.param("go install example.org/tool@v1", "/go/bin/tool", "fail", id="an installed version"),
        pytest.param("go install example.org/tool/v5@v5.1.0", "/go/bin/tool", "fail", id="a major version is no name"),
        pytest.param("go install example.org/tool@v1", "/go/bin/m", "unknown", id="a tool that is not taken"),
        pytest.param("go install example.org/v5x@v1", "/go/bin/m", "unknown", id="a name that begins like a version"),
    ],
)
def test_what_ships(command: str, takes: str, verdict: str) -> None:
    text = compiled(f"WORKDIR /src\nRUN {command}", takes=takes)
    assert result("KF301", text, files=MODULE) == (verdict, 4)


def test_a_tool_that_is_not_taken_is_not_judged() -> None:
    text = compiled("RUN go install example.org/tool@v1\nRUN CGO_ENABLED=0 go build -o /m .")
    assert result("KF301", text) == ("pass", 4)


@pytest.mark.parametrize(
    ("image", "packages", "verdict"),
    [
        pytest.param("golang:1.26-alpine", "git make", "partial", id="no C compiler"),
        pytest.param("golang:1.20-alpine", "git", "partial", id="the first version that turns cgo off"),
        pytest.param("golang:1.19-alpine", "git", "fail", id="the version before it"),
        pytest.param("golang:1-alpine", "git", "partial", id="a major version is the newest"),
        pytest.param("golang:alpine", "git", "unknown", id="no version"),
        pytest.param("example/builder:1.26-alpine", "git", "unknown", id="the version of no known Go"),
        pytest.param("golang:1.26-alpine", "gcc", "fail", id="gcc"),
        pytest.param("golang:1.26-alpine", "--no-cache musl-dev git", "fail", id="musl-dev"),
        pytest.param("golang:1.26-alpine", "build-base", "fail", id="build-base"),
        pytest.param("golang:1.26-alpine", "clang", "fail", id="clang"),
        pytest.param("golang:1.26-alpine", "gcc=13.2.1-r1", "fail", id="gcc with its version"),
        pytest.param("golang:1.26-alpine", "gcc~13", "fail", id="gcc of about a version"),
        pytest.param("golang:1.26-alpine", "gcc-doc", "partial", id="the manual of gcc compiles nothing"),
        pytest.param("golang:1.26-bookworm", "git", "fail", id="the other variants bring gcc"),
    ],
)
def test_no_compiler_no_cgo(image: str, packages: str, verdict: str) -> None:
    text = compiled(f"RUN apk add {packages}\nRUN go build -o /m .", image)
    assert result("KF301", text) == (verdict, 4)


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        pytest.param(
            "FROM golang:1.26-alpine AS a\nRUN apk add gcc\nFROM a AS b\nRUN go build -o /m .\nFROM scratch\n"
            "COPY --from=b /m /m\n",
            "fail",
            id="a compiler of the parent stage counts",
        ),
        pytest.param(
            "FROM golang:1.26-alpine AS a\nRUN apk add gcc\nFROM golang:1.26-alpine AS b\nRUN go build -o /m .\n"
            "FROM scratch\nCOPY --from=b /m /m\nCOPY --from=a /x /x\n",
            "partial",
            id="a compiler of another stage does not",
        ),
        pytest.param(
            "FROM golang:1.26-alpine AS a\nRUN echo gcc\nFROM a AS b\nRUN go build -o /m .\nFROM scratch\n"
            "COPY --from=b /m /m\n",
            "partial",
            id="its name alone installs nothing",
        ),
    ],
)
def test_compiler_of_which_stage(text: str, verdict: str) -> None:
    assert result("KF301", text) == (verdict, 4)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            compiled("RUN CGO_ENABLED=0 go build -o /m ."),
            (f"pass: {OFF}", "3: CGO_ENABLED=0 go build -o /m ."),
            id="pass",
        ),
        pytest.param(
            compiled("RUN CGO_ENABLED=1 go build -o /m ."),
            ("fail: CGO_ENABLED=1 is in effect", "3: CGO_ENABLED=1 go build -o /m .", f"-> {STEP}"),
            id="fail because it is on",
        ),
        pytest.param(
            compiled("RUN go build -o /m ."),
            (f"fail: {UNSET}", "3: go build -o /m .", "1: FROM golang:1.26", f"-> {STEP}"),
            id="fail because nobody sets it",
        ),
        pytest.param(
            compiled("RUN go build -o /m .", "golang:1.19-alpine"),
            (
                "fail: CGO_ENABLED is not set, and Go before 1.20 links dynamically",
                "3: go build -o /m .",
                "1: FROM golang:1.19-alpine",
                f"-> {STEP}",
            ),
            id="fail because Go is old",
        ),
        pytest.param(
            compiled("RUN go build -o /m .", "golang:1.20-alpine"),
            (
                "partial: CGO_ENABLED is not set; cgo is off only because the stage has no C compiler",
                "3: go build -o /m .",
                "1: FROM golang:1.20-alpine",
                f"-> {STEP}",
            ),
            id="partial",
        ),
        pytest.param(
            compiled("RUN go build -o /m .", "golang:alpine"),
            (
                "unknown: CGO_ENABLED is not set and the Go version is not known",
                "3: go build -o /m .",
                "1: FROM golang:alpine",
                f"-> {STEP}",
            ),
            id="unknown version",
        ),
        pytest.param(
            compiled("RUN CGO_ENABLED=$X go build -o /m ."),
            ("unknown: nobody decides CGO_ENABLED=$X", "3: CGO_ENABLED=$X go build -o /m ."),
            id="unknown value",
        ),
        pytest.param(
            compiled("RUN go build -o /other ."),
            ("unknown: no go build was found whose output ships", "3: go build -o /other ."),
            id="unknown output",
        ),
        pytest.param(compiled("RUN true"), ("not-applicable: nothing is compiled here",), id="nothing is compiled"),
    ],
)
def test_whole_verdicts(text: str, expected: tuple[str, ...]) -> None:
    assert in_short("KF301", text) == expected


def test_no_more_than_three_builds_are_shown() -> None:
    text = compiled("\n".join(f"RUN go build -o /{name} ." for name in "abcd"))
    said = tuple(at(line, f"go build -o /{name} .") for line, name in ((3, "a"), (4, "b"), (5, "c")))
    assert judged("KF301", text).evidence == said
