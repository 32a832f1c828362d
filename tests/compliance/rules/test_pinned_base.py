"""KF602: outside images are pinned by digest."""

from tests.cases import cases
from tests.judging import DIGEST, in_short, result

STEP = "Add the digest of each image that has none, and let a bot keep it current."
PIN = f"@{DIGEST}"


@cases(
    "text, expected",
    {
        "a digest": (f"FROM a{PIN}\n", ("pass", 1)),
        "a tag and a digest": (f"FROM a:1{PIN}\n", ("pass", 1)),
        "a digest in a build argument": (f"ARG SPARK=spark:4{PIN}\nFROM $SPARK\n", ("pass", 2)),
        "scratch needs none": (f"FROM golang{PIN} AS b\nFROM scratch\nCOPY --from=b /x /\n", ("pass", 1)),
        "a stage that nothing leads to": (f"FROM golang AS unused\nFROM a{PIN}\n", ("pass", 2)),
        "an alias is no outside image": (f"FROM a{PIN} AS b\nFROM b\n", ("pass", 1)),
        "a tag alone": ("FROM a:1\n", ("fail", 1)),
        "a port is no digest": ("FROM registry:5000/a\n", ("fail", 1)),
        "only the builder, loose": ("FROM golang AS b\nFROM scratch\nCOPY --from=b /x /\n", ("fail", 1)),
        "a loose one beside one that nobody decides": ("FROM a\nCOPY --from=$B /x /\n", ("fail", 1)),
        "a tag that nobody decides is no digest": ("FROM node:$V\n", ("fail", 1)),
        "the builder alone is pinned": (f"FROM golang{PIN} AS b\nFROM alpine\nCOPY --from=b /x /\n", ("partial", 2)),
        "the base alone is pinned": (f"FROM golang AS b\nFROM alpine{PIN}\nCOPY --from=b /x /\n", ("partial", 1)),
        "an image that is copied from": (f"FROM a{PIN}\nCOPY --from=uv:1 /uv /\n", ("partial", 2)),
        "an image that is mounted": (f"FROM a{PIN}\nRUN --mount=from=uv:1,target=/u x\n", ("partial", 2)),
        "an image that the build stage copies from": (
            f"FROM golang{PIN} AS b\nCOPY --from=uv:1 /uv /\nFROM a{PIN}\nCOPY --from=b /x /\n",
            ("partial", 2),
        ),
        "the last": (f"FROM a{PIN}\nCOPY --from=later /x /\nFROM b AS later\nFROM a{PIN}\n", ("pass", 4)),
        "an image that nobody decides": ("FROM $B\n", ("unknown", 1)),
        "a source that nobody decides": (f"FROM a{PIN}\nCOPY --from=$B /x /\n", ("unknown", 2)),
    },
)
def test_images(text: str, expected: tuple[str, int | None]) -> None:
    assert result("KF602", text) == expected


def test_only_scratch() -> None:
    assert in_short("KF602", "FROM scratch\nCOPY x /\n") == "not-applicable: only scratch: nothing to pin"


def test_pass_shows_every_image_the_base_first() -> None:
    assert (
        in_short("KF602", f"FROM golang{PIN} AS b\nFROM alpine{PIN}\nCOPY --from=b /x /\n")
        == f"pass: every outside image is pinned by digest | 2: FROM alpine{PIN} | 1: FROM golang{PIN}"
    )


def test_partial_names_the_loose_ones() -> None:
    text = f"FROM golang AS b\nFROM alpine{PIN}\nCOPY --from=b /x /\nCOPY --from=uv:1 /uv /\n"
    assert in_short("KF602", text) == f"partial: not pinned: golang, uv:1 | 1: FROM golang | 4: --from=uv:1 | -> {STEP}"


def test_fail_names_each_once() -> None:
    text = "FROM a AS x\nFROM a AS y\nFROM b\nCOPY --from=x /x /\nCOPY --from=y /y /\nCOPY --from=a /z /\n"
    assert in_short("KF602", text) == f"fail: no outside image is pinned: b, a | 3: FROM b | 1: FROM a | -> {STEP}"


def test_unknown() -> None:
    assert in_short("KF602", "FROM $B\n") == "unknown: nobody decides an image | 1: FROM ?"
