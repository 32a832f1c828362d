"""KF303: every package is rebuilt."""

import pytest

from tests.judging import in_short, result


def compiled(instructions: str) -> str:
    return f"FROM golang:1.26 AS build\nCOPY . .\n{instructions}\nFROM scratch\nCOPY --from=build /m /m\n"


@pytest.mark.parametrize(
    ("instructions", "expected"),
    [
        pytest.param("RUN go build -a -o /m .", ("pass", 3), id="a flag"),
        pytest.param("RUN go install -a .", ("pass", 3), id="a flag of go install"),
        pytest.param("ENV GOFLAGS=-a\nRUN go build -o /m .", ("pass", 4), id="GOFLAGS"),
        pytest.param('ENV GOFLAGS="-mod=vendor -a"\nRUN go build -o /m .', ("pass", 4), id="one of GOFLAGS"),
        pytest.param("RUN go build -o /m .", ("fail", 3), id="nowhere"),
        pytest.param("RUN go build -o /m -tags netgo-a .", ("fail", 3), id="a letter of another flag"),
        pytest.param("RUN go build -asmflags all= -o /m .", ("fail", 3), id="a flag that begins the same"),
        pytest.param("RUN go build -o /m . && ls -a", ("fail", 3), id="a flag of another command"),
        pytest.param("RUN make", ("pass", 3), id="in the Makefile"),
    ],
)
def test_flag(instructions: str, expected: tuple[str, int | None]) -> None:
    files = {"Makefile": "FLAGS = -v\nFLAGS += -a\nm:\n\tgo build $(FLAGS) -o /m .\n"}
    assert result("KF303", compiled(instructions), files=files) == expected


def test_pass() -> None:
    said = ("pass: -a is among the flags", "3: go build -a -o /m .")
    assert in_short("KF303", compiled("RUN go build -a -o /m .")) == said


def test_fail() -> None:
    said = ("fail: -a is not among the flags", "3: go build -o /m .", "-> Add -a to the go build.")
    assert in_short("KF303", compiled("RUN go build -o /m .")) == said


def test_another_language() -> None:
    assert result("KF303", "FROM python\nRUN pip install a\n") == ("not-applicable", None)
