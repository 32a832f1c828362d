"""KF602: outside images are pinned by digest."""

import pytest

from tests.judging import DIGEST, in_short, result

STEP = "Add the digest of each image that has none, and let a bot keep it current."
PIN = f"@{DIGEST}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(f"FROM a{PIN}\n", ("pass", 1), id="a digest"),
        pytest.param(f"FROM a:1{PIN}\n", ("pass", 1), id="a tag and a digest"),
        pytest.param(f"ARG SPARK=spark:4{PIN}\nFROM $SPARK\n", ("pass", 2), id="a digest in a build argument"),
        pytest.param(
            f"FROM golang{PIN} AS b\nFROM scratch\nCOPY --from=b /x /\n", ("pass", 1), id="scratch needs none"
        ),
        pytest.param(f"FROM golang AS unused\nFROM a{PIN}\n", ("pass", 2), id="a stage that nothing leads to"),
        pytest.param(f"FROM a{PIN} AS b\nFROM b\n", ("pass", 1), id="an alias is no outside image"),
        pytest.param("FROM a:1\n", ("fail", 1), id="a tag alone"),
        pytest.param("FROM registry:5000/a\n", ("fail", 1), id="a port is no digest"),
        pytest.param("FROM golang AS b\nFROM scratch\nCOPY --from=b /x /\n", ("fail", 1), id="only the builder, loose"),
        pytest.param("FROM a\nCOPY --from=$B /x /\n", ("fail", 1), id="a loose one beside one that nobody decides"),
        pytest.param("FROM node:$V\n", ("fail", 1), id="a tag that nobody decides is no digest"),
        pytest.param(
            f"FROM golang{PIN} AS b\nFROM alpine\nCOPY --from=b /x /\n",
            ("partial", 2),
            id="the builder alone is pinned",
        ),
        pytest.param(
            f"FROM golang AS b\nFROM alpine{PIN}\nCOPY --from=b /x /\n", ("partial", 1), id="the base alone is pinned"
        ),
        pytest.param(f"FROM a{PIN}\nCOPY --from=uv:1 /uv /\n", ("partial", 2), id="an image that is copied from"),
        pytest.param(
            f"FROM a{PIN}\nRUN --mount=from=uv:1,target=/u x\n", ("partial", 2), id="an image that is mounted"
        ),
        pytest.param(
            f"FROM golang{PIN} AS b\nCOPY --from=uv:1 /uv /\nFROM a{PIN}\nCOPY --from=b /x /\n",
            ("partial", 2),
            id="an image that the build stage copies from",
        ),
        pytest.param(
            f"FROM a{PIN}\nCOPY --from=later /x /\nFROM b AS later\nFROM a{PIN}\n", ("pass", 4), id="the last"
        ),
        pytest.param("FROM $B\n", ("unknown", 1), id="an image that nobody decides"),
        pytest.param(f"FROM a{PIN}\nCOPY --from=$B /x /\n", ("unknown", 2), id="a source that nobody decides"),
    ],
)
def test_images(text: str, expected: tuple[str, int | None]) -> None:
    assert result("KF602", text) == expected


def test_only_scratch() -> None:
    assert in_short("KF602", "FROM scratch\nCOPY x /\n") == ("not-applicable: only scratch: nothing to pin",)


def test_pass_shows_every_image_the_base_first() -> None:
    assert in_short("KF602", f"FROM golang{PIN} AS b\nFROM alpine{PIN}\nCOPY --from=b /x /\n") == (
        "pass: every outside image is pinned by digest",
        f"2: FROM alpine{PIN}",
        f"1: FROM golang{PIN}",
    )


def test_partial_names_the_loose_ones() -> None:
    text = f"FROM golang AS b\nFROM alpine{PIN}\nCOPY --from=b /x /\nCOPY --from=uv:1 /uv /\n"
    assert in_short("KF602", text) == (
        "partial: not pinned: golang, uv:1",
        "1: FROM golang",
        "4: --from=uv:1",
        f"-> {STEP}",
    )


def test_fail_names_each_once() -> None:
    text = "FROM a AS x\nFROM a AS y\nFROM b\nCOPY --from=x /x /\nCOPY --from=y /y /\nCOPY --from=a /z /\n"
    assert in_short("KF602", text) == ("fail: no outside image is pinned: b, a", "3: FROM b", "1: FROM a", f"-> {STEP}")


def test_unknown() -> None:
    assert in_short("KF602", "FROM $B\n") == ("unknown: nobody decides an image", "1: FROM ?")
