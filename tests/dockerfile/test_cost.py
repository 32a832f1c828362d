"""The cost of a file grows with its stages, not with their square: steps are counted, no clock is read."""

import sys
from collections.abc import Callable
from types import FrameType

from tests.cases import cases
from tests.judging import standing

Write = Callable[[int], str]
FILES = {"x.sh": "go build ./x\n", "Makefile": "all:\n\tgo build -o /z .\n"}
FIRST = "FROM golang:1.26 AS s0\n"


def _chain(body: str) -> Write:
    """Return a file of stages that stand on one another, `{i}` in the body of each."""
    return lambda count: FIRST + "".join(f"FROM s{i} AS s{i + 1}\n{body.format(i=i)}" for i in range(count))


def _steps(text: str) -> int:
    """Return how many functions are called until the file is judged."""
    steps = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal steps
        steps += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        standing(text, files=FILES)
    finally:
        sys.setprofile(before)
    return steps


@cases(
    "write",
    {
        "stages alone": _chain(""),
        "a build in each": _chain("ENV A{i}=b\nARG B{i}=c\nWORKDIR w\nRUN CGO_ENABLED=0 go build -o /m{i} .\n"),
        "hidden builds": _chain("RUN ./x.sh && make all\n"),
        "two copies from each to the next": lambda count: (
            FIRST
            + "".join(
                f"FROM golang:1.26 AS s{i + 1}\nCOPY --from=s{i} /a /a\nCOPY --from=s{i} /a /b\nRUN go build -o /a .\n"
                for i in range(count)
            )
        ),
        "one stage that takes from all": lambda count: (
            "".join(f"FROM golang:1.26 AS s{i}\nRUN go build -o /a .\n" for i in range(count))
            + "FROM scratch\n"
            + "".join(f"COPY --from=s{i} /a /a{i}\n" for i in range(count))
            + 'ENTRYPOINT ["/a1"]\n'
        ),
    },
)
def test_steps_grow_with_the_number_of_stages(write: Write) -> None:
    standing(write(3), files=FILES)  # what is remembered for the process is not counted
    few, many = _steps(write(40)), _steps(write(80))
    assert many < 2.3 * few
