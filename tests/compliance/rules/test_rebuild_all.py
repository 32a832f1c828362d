"""KF303: every package is rebuilt."""

from tests.cases import cases
from tests.judging import in_short, result


def compiled(instructions: str) -> str:
    return f"FROM golang:1.26 AS build\nCOPY . .\n{instructions}\nFROM scratch\nCOPY --from=build /m /m\n"


@cases(
    "instructions, expected",
    {
        "a flag": ("RUN go build -a -o /m .", ("pass", 3)),
        "a flag of go install": ("RUN go install -a .", ("pass", 3)),
        "GOFLAGS": ("ENV GOFLAGS=-a\nRUN go build -o /m .", ("pass", 4)),
        "one of GOFLAGS": ('ENV GOFLAGS="-mod=vendor -a"\nRUN go build -o /m .', ("pass", 4)),
        "nowhere": ("RUN go build -o /m .", ("fail", 3)),
        "a letter of another flag": ("RUN go build -o /m -tags netgo-a .", ("fail", 3)),
        "a flag that begins the same": ("RUN go build -asmflags all= -o /m .", ("fail", 3)),
        "a flag of another command": ("RUN go build -o /m . && ls -a", ("fail", 3)),
        "in the Makefile": ("RUN make", ("pass", 3)),
    },
)
def test_flag(instructions: str, expected: tuple[str, int | None]) -> None:
    files = {"Makefile": "FLAGS = -v\nFLAGS += -a\nm:\n\tgo build $(FLAGS) -o /m .\n"}
    assert result("KF303", compiled(instructions), files=files) == expected


def test_pass() -> None:
    said = "pass: -a is among the flags | 3: go build -a -o /m ."
    assert in_short("KF303", compiled("RUN go build -a -o /m .")) == said


def test_fail() -> None:
    said = "fail: -a is not among the flags | 3: go build -o /m . | -> Add -a to the go build."
    assert in_short("KF303", compiled("RUN go build -o /m .")) == said


def test_another_language() -> None:
    assert result("KF303", "FROM python\nRUN pip install a\n") == ("not-applicable", None)
