"""KF304: the linker is told to leave debug information out."""

from tests.cases import cases
from tests.judging import in_short, result


def compiled(instructions: str) -> str:
    return f"FROM golang:1.26 AS build\nCOPY . .\n{instructions}\nFROM scratch\nCOPY --from=build /m /m\n"


@cases(
    "flags, verdict",
    {
        "-w": ('-ldflags "-w"', "pass"),
        "-s": ('-ldflags "-s"', "pass"),
        "without quotes": ("-ldflags -w", "pass"),
        "after an equals sign": ('-ldflags="-s -w"', "pass"),
        "with two dashes": ("--ldflags='-s -w'", "pass"),
        "two dashes and a space": ("--ldflags -w", "pass"),
        "after the value of another flag": ('-ldflags "-X main.v=1 -w"', "pass"),
        "after the external linker's flags": ("-ldflags \"-extldflags '-static' -w\"", "pass"),
        "the other quotes": ("-ldflags '-extldflags \"-static -z\" -s'", "pass"),
        "the external linker after an equals sign": ('-ldflags="-extldflags=-static -w"', "pass"),
        "no flags for the linker": ("-v", "fail"),
        "empty flags": ('-ldflags ""', "fail"),
        "another flag": ("-ldflags -v", "fail"),
        "-static contains -s": ("-ldflags '-extldflags \"-static\"'", "fail"),
        "-s of the external linker": ("-ldflags '-extldflags \"-s\"'", "fail"),
        "-s of the external linker with two dashes": ('-ldflags "--extldflags -s"', "fail"),
        "-s of the external linker in quotes": ("-ldflags='-extldflags=\"-s -w\"'", "fail"),
        "two dashes and quotes": ("-ldflags \"--extldflags='-s -w'\"", "fail"),
        "the value of a variable": ("-ldflags '-X main.flags=-w'", "fail"),
        "a quoted value of a variable": ("-ldflags \"-X 'main.flags=a -w'\"", "fail"),
        "a value after an equals sign": ("-ldflags \"-X='main.flags=a -w'\"", "fail"),
        "what follows -X is its value": ("-ldflags '-X -w'", "fail"),
        "what follows -extld is its value": ("-ldflags '-extld -s'", "fail"),
        "what follows -buildid is its value": ("-ldflags '-buildid -w'", "fail"),
        "a flag without its value": ("-ldflags '-X'", "fail"),
        "flags that are not the linker's": ("-s -w", "fail"),
        "flags of the compiler": ("-gcflags '-w'", "fail"),
        "a variable that nobody sets": ('-ldflags "$LDFLAGS"', "unknown"),
        "a variable after -X and an equals sign": ('-ldflags "-X=main.v=$V"', "fail"),
        "a variable of the external linker": ('-ldflags "-extldflags=$L"', "fail"),
        "a variable of the external linker after two dashes": ('-ldflags "--extldflags=$L"', "fail"),
        "a variable beside -w": ('-ldflags "$LDFLAGS -w"', "pass"),
        "a variable within the value of another flag": ('-ldflags "-X main.v=$V"', "fail"),
    },
)
def test_flags(flags: str, verdict: str) -> None:
    assert result("KF304", compiled(f"RUN go build {flags} -o /m .")) == (verdict, 3)


@cases(
    "instructions, expected",
    {
        "an ARG that is expanded": ('ARG F="-s -w"\nRUN go build -ldflags "$F" -o /m .', ("pass", 4)),
        "an ENV that nobody decides": ('ENV F="$X"\nRUN go build -ldflags "$F" -o /m .', ("unknown", 4)),
        "GOFLAGS": ("ENV GOFLAGS=-ldflags=-w\nRUN go build -o /m .", ("pass", 4)),
        "GOFLAGS with quotes": ("ENV GOFLAGS=\"'-ldflags=-s -w'\"\nRUN go build -o /m .", ("pass", 4)),
        "GOFLAGS with a loose quote": ('ENV GOFLAGS="\'-v"\nRUN go build -ldflags -w -o /m .', ("pass", 4)),
        "in the Makefile": ("RUN make", ("pass", 3)),
        "go install": ("RUN go install -ldflags -w .", ("pass", 3)),
        "at the end of the command": ("RUN go install -ldflags -w", ("pass", 3)),
    },
)
def test_where_flags_stand(instructions: str, expected: tuple[str, int | None]) -> None:
    files = {"Makefile": "F = -X main.v=1\nF += -w\nm:\n\tgo build -ldflags '$(F)' -o /m .\n"}
    assert result("KF304", compiled(instructions), files=files) == expected


@cases(
    "command, expected",
    {
        "pass": ("go build -ldflags -w -o /m .", "pass: the linker is told to strip | 3: go build -ldflags -w -o /m ."),
        "fail": (
            "go build -o /m .",
            (
                "fail: neither -w nor -s is among the linker's flags | 3: go build -o /m . | "
                '-> Add -ldflags "-w" to the go build.'
            ),
        ),
        "unknown": (
            "go build -ldflags $F -o /m .",
            "unknown: nobody decides $F among the linker's flags | 3: go build -ldflags $F -o /m .",
        ),
    },
)
def test_whole_verdicts(command: str, expected: str) -> None:
    assert in_short("KF304", compiled(f"RUN {command}")) == expected


def test_another_language() -> None:
    assert result("KF304", "FROM python\nRUN pip install a\n") == ("not-applicable", None)
