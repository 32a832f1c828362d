"""KF304: the linker is told to leave debug information out."""

import pytest

from tests.judging import in_short, result


def compiled(instructions: str) -> str:
    return f"FROM golang:1.26 AS build\nCOPY . .\n{instructions}\nFROM scratch\nCOPY --from=build /m /m\n"


@pytest.mark.parametrize(
    ("flags", "verdict"),
    [
        pytest.param('-ldflags "-w"', "pass", id="-w"),
        pytest.param('-ldflags "-s"', "pass", id="-s"),
        pytest.param("-ldflags -w", "pass", id="without quotes"),
        pytest.param('-ldflags="-s -w"', "pass", id="after an equals sign"),
        pytest.param("--ldflags='-s -w'", "pass", id="with two dashes"),
        pytest.param("--ldflags -w", "pass", id="two dashes and a space"),
        pytest.param('-ldflags "-X main.v=1 -w"', "pass", id="after the value of another flag"),
        pytest.param("-ldflags \"-extldflags '-static' -w\"", "pass", id="after the external linker's flags"),
        pytest.param("-ldflags '-extldflags \"-static -z\" -s'", "pass", id="the other quotes"),
        pytest.param('-ldflags="-extldflags=-static -w"', "pass", id="the external linker after an equals sign"),
        pytest.param("-v", "fail", id="no flags for the linker"),
        pytest.param('-ldflags ""', "fail", id="empty flags"),
        pytest.param("-ldflags -v", "fail", id="another flag"),
        pytest.param("-ldflags '-extldflags \"-static\"'", "fail", id="-static contains -s"),
        pytest.param("-ldflags '-extldflags \"-s\"'", "fail", id="-s of the external linker"),
        pytest.param('-ldflags "--extldflags -s"', "fail", id="-s of the external linker with two dashes"),
        pytest.param("-ldflags='-extldflags=\"-s -w\"'", "fail", id="-s of the external linker in quotes"),
        pytest.param("-ldflags \"--extldflags='-s -w'\"", "fail", id="two dashes and quotes"),
        pytest.param("-ldflags '-X main.flags=-w'", "fail", id="the value of a variable"),
        pytest.param("-ldflags \"-X 'main.flags=a -w'\"", "fail", id="a quoted value of a variable"),
        pytest.param("-ldflags \"-X='main.flags=a -w'\"", "fail", id="a value after an equals sign"),
        pytest.param("-ldflags '-X -w'", "fail", id="what follows -X is its value"),
        pytest.param("-ldflags '-extld -s'", "fail", id="what follows -extld is its value"),
        pytest.param("-ldflags '-buildid -w'", "fail", id="what follows -buildid is its value"),
        pytest.param("-ldflags '-X'", "fail", id="a flag without its value"),
        pytest.param("-s -w", "fail", id="flags that are not the linker's"),
        pytest.param("-gcflags '-w'", "fail", id="flags of the compiler"),
        pytest.param('-ldflags "$LDFLAGS"', "unknown", id="a variable that nobody sets"),
        pytest.param('-ldflags "-X=main.v=$V"', "fail", id="a variable after -X and an equals sign"),
        pytest.param('-ldflags "-extldflags=$L"', "fail", id="a variable of the external linker"),
        pytest.param('-ldflags "--extldflags=$L"', "fail", id="a variable of the external linker after two dashes"),
        pytest.param('-ldflags "$LDFLAGS -w"', "pass", id="a variable beside -w"),
        pytest.param('-ldflags "-X main.v=$V"', "fail", id="a variable within the value of another flag"),
    ],
)
def test_flags(flags: str, verdict: str) -> None:
    assert result("KF304", compiled(f"RUN go build {flags} -o /m .")) == (verdict, 3)


@pytest.mark.parametrize(
    ("instructions", "expected"),
    [
        pytest.param('ARG F="-s -w"\nRUN go build -ldflags "$F" -o /m .', ("pass", 4), id="an ARG that is expanded"),
        pytest.param('ENV F="$X"\nRUN go build -ldflags "$F" -o /m .', ("unknown", 4), id="an ENV that nobody decides"),
        pytest.param("ENV GOFLAGS=-ldflags=-w\nRUN go build -o /m .", ("pass", 4), id="GOFLAGS"),
        pytest.param("ENV GOFLAGS=\"'-ldflags=-s -w'\"\nRUN go build -o /m .", ("pass", 4), id="GOFLAGS with quotes"),
        pytest.param(
            'ENV GOFLAGS="\'-v"\nRUN go build -ldflags -w -o /m .', ("pass", 4), id="GOFLAGS with a loose quote"
        ),
        pytest.param("RUN make", ("pass", 3), id="in the Makefile"),
        pytest.param("RUN go install -ldflags -w .", ("pass", 3), id="go install"),
        pytest.param("RUN go install -ldflags -w", ("pass", 3), id="at the end of the command"),
    ],
)
def test_where_flags_stand(instructions: str, expected: tuple[str, int | None]) -> None:
    files = {"Makefile": "F = -X main.v=1\nF += -w\nm:\n\tgo build -ldflags '$(F)' -o /m .\n"}
    assert result("KF304", compiled(instructions), files=files) == expected


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        pytest.param(
            "go build -ldflags -w -o /m .",
            ("pass: the linker is told to strip", "3: go build -ldflags -w -o /m ."),
            id="pass",
        ),
        pytest.param(
            "go build -o /m .",
            (
                "fail: neither -w nor -s is among the linker's flags",
                "3: go build -o /m .",
                '-> Add -ldflags "-w" to the go build.',
            ),
            id="fail",
        ),
        pytest.param(
            "go build -ldflags $F -o /m .",
            ("unknown: nobody decides $F among the linker's flags", "3: go build -ldflags $F -o /m ."),
            id="unknown",
        ),
    ],
)
def test_whole_verdicts(command: str, expected: tuple[str, ...]) -> None:
    assert in_short("KF304", compiled(f"RUN {command}")) == expected


def test_another_language() -> None:
    assert result("KF304", "FROM python\nRUN pip install a\n") == ("not-applicable", None)
