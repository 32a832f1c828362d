"""KF302: the binary is said to be for Linux."""

from tests.cases import cases
from tests.judging import in_short, judged, result

STEP = "Write GOOS=linux before go build."


def compiled(instructions: str) -> str:
    return f"FROM golang:1.26 AS build\n{instructions}\nFROM scratch\nCOPY --from=build /m /m\n"


@cases(
    "instructions, expected",
    {
        "linux": ("RUN GOOS=linux go build -o /m .", ("pass", 2)),
        "by ENV": ("ENV GOOS=linux\nRUN go build -o /m .", ("pass", 3)),
        "by ARG": ("ARG GOOS=linux\nRUN go build -o /m .", ("pass", 3)),
        "by export": ("RUN export GOOS=linux && go build -o /m .", ("pass", 2)),
        "the target's system": ("ARG TARGETOS\nRUN GOOS=$TARGETOS go build -o /m .", ("pass", 3)),
        "the target's system or linux": ("RUN GOOS=${TARGETOS:-linux} go build -o /m .", ("pass", 2)),
        "with a default": ("ARG TARGETOS=linux\nRUN GOOS=${TARGETOS} go build -o /m .", ("pass", 3)),
        "nothing is set": ("RUN go build -o /m .", ("partial", 2)),
        "an empty value sets nothing": ("RUN GOOS= go build -o /m .", ("partial", 2)),
        "a shell variable is not exported": ("RUN GOOS=linux; go build -o /m .", ("partial", 2)),
        "another system": ("RUN GOOS=darwin go build -o /m .", ("fail", 2)),
        "a variable that nobody sets": ("RUN GOOS=$SYSTEM go build -o /m .", ("unknown", 2)),
        "an ENV that nobody decides": ("ENV GOOS=$SYSTEM\nRUN go build -o /m .", ("unknown", 3)),
        "an output that stays behind": ("RUN GOOS=linux go build -o /m . && go build -o /n .", ("pass", 2)),
        "a build by bazel": ("RUN bazel build //m", ("unknown", 2)),
    },
)
def test_system(instructions: str, expected: tuple[str, int | None]) -> None:
    assert result("KF302", compiled(instructions)) == expected


@cases(
    "instructions, expected",
    {
        "pass": ("RUN GOOS=linux go build -o /m .", "pass: GOOS=linux is in effect | 2: GOOS=linux go build -o /m ."),
        "partial": (
            "RUN go build -o /m .",
            f"partial: GOOS is not set; the builder is Linux | 2: go build -o /m . | -> {STEP}",
        ),
        "fail": (
            "RUN GOOS=darwin go build -o /m .",
            f"fail: GOOS=darwin is in effect | 2: GOOS=darwin go build -o /m . | -> {STEP}",
        ),
        "unknown": (
            "RUN GOOS=$SYSTEM go build -o /m .",
            "unknown: nobody decides GOOS=$SYSTEM | 2: GOOS=$SYSTEM go build -o /m .",
        ),
    },
)
def test_whole_verdicts(instructions: str, expected: str) -> None:
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
