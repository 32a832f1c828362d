"""KF302: the binary is said to be for Linux."""

import pytest

from tests.judging import in_short, judged, result

STEP = "Write GOOS=linux before go build."


def compiled(instructions: str) -> str:
    return f"FROM golang:1.26 AS build\n{instructions}\nFROM scratch\nCOPY --from=build /m /m\n"


@pytest.mark.parametrize(
    ("instructions", "expected"),
    [
        pytest.param("RUN GOOS=linux go build -o /m .", ("pass", 2), id="linux"),
        pytest.param("ENV GOOS=linux\nRUN go build -o /m .", ("pass", 3), id="by ENV"),
        pytest.param("ARG GOOS=linux\nRUN go build -o /m .", ("pass", 3), id="by ARG"),
        pytest.param("RUN export GOOS=linux && go build -o /m .", ("pass", 2), id="by export"),
        pytest.param("ARG TARGETOS\nRUN GOOS=$TARGETOS go build -o /m .", ("pass", 3), id="the target's system"),
        pytest.param("RUN GOOS=${TARGETOS:-linux} go build -o /m .", ("pass", 2), id="the target's system or linux"),
        pytest.param("ARG TARGETOS=linux\nRUN GOOS=${TARGETOS} go build -o /m .", ("pass", 3), id="with a default"),
        pytest.param("RUN go build -o /m .", ("partial", 2), id="nothing is set"),
        pytest.param("RUN GOOS= go build -o /m .", ("partial", 2), id="an empty value sets nothing"),
        pytest.param("RUN GOOS=linux; go build -o /m .", ("partial", 2), id="a shell variable is not exported"),
        pytest.param("RUN GOOS=darwin go build -o /m .", ("fail", 2), id="another system"),
        pytest.param("RUN GOOS=$SYSTEM go build -o /m .", ("unknown", 2), id="a variable that nobody sets"),
        pytest.param("ENV GOOS=$SYSTEM\nRUN go build -o /m .", ("unknown", 3), id="an ENV that nobody decides"),
        pytest.param(
            "RUN GOOS=linux go build -o /m . && go build -o /n .", ("pass", 2), id="an output that stays behind"
        ),
        pytest.param("RUN bazel build //m", ("unknown", 2), id="a build by bazel"),
    ],
)
def test_system(instructions: str, expected: tuple[str, int | None]) -> None:
    assert result("KF302", compiled(instructions)) == expected


@pytest.mark.parametrize(
    ("instructions", "expected"),
    [
        pytest.param(
            "RUN GOOS=linux go build -o /m .",
            ("pass: GOOS=linux is in effect", "2: GOOS=linux go build -o /m ."),
            id="pass",
        ),
        pytest.param(
            "RUN go build -o /m .",
            ("partial: GOOS is not set; the builder is Linux", "2: go build -o /m .", f"-> {STEP}"),
            id="partial",
        ),
        pytest.param(
            "RUN GOOS=darwin go build -o /m .",
            ("fail: GOOS=darwin is in effect", "2: GOOS=darwin go build -o /m .", f"-> {STEP}"),
            id="fail",
        ),
        pytest.param(
            "RUN GOOS=$SYSTEM go build -o /m .",
            ("unknown: nobody decides GOOS=$SYSTEM", "2: GOOS=$SYSTEM go build -o /m ."),
            id="unknown",
        ),
    ],
)
def test_whole_verdicts(instructions: str, expected: tuple[str, ...]) -> None:
    assert in_short("KF302", compiled(instructions)) == expected


def test_a_hidden_build_is_unknown() -> None:
    found = judged("KF302", compiled("RUN make") + 'ENTRYPOINT ["/m"]\n')
    assert (found.result, found.line) == ("unknown", 2)


def test_another_language() -> None:
    assert result("KF302", "FROM python\nRUN pip install a\n") == ("not-applicable", None)


def test_a_declared_target_system_is_linux_in_a_linux_image() -> None:
    text = (
        "FROM golang:1.26 AS build\nARG TARGETOS\nENV GOOS=$TARGETOS\nRUN go build -o /m .\n"
        'FROM scratch\nCOPY --from=build /m /m\nENTRYPOINT ["/m"]\n'
    )
    assert result("KF302", text) == ("pass", 4)
