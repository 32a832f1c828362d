"""The stage graph: bases, aliases, transfers, and which stages lead to the final one."""

import pytest

from audit.dockerfile.parse import parse
from audit.model.dockerfile import Dockerfile, Image, Transfer
from audit.model.repository import Source

DIGEST = "sha256:" + "0123456789abcdef" * 4


def read(text: str) -> Dockerfile:
    dockerfile = parse(Source("Dockerfile", text.encode()))
    assert isinstance(dockerfile, Dockerfile)
    return dockerfile


def transfers(text: str) -> tuple[Transfer, ...]:
    return read(text).final_stage.transfers


@pytest.mark.parametrize(
    ("text", "image"),
    [
        pytest.param("FROM ubuntu:bionic", "ubuntu:bionic", id="a plain image"),
        pytest.param('FROM "ubuntu:bionic"', "ubuntu:bionic", id="an image in double quotes"),
        pytest.param("FROM 'ubuntu:bionic' AS x", "ubuntu:bionic", id="an image in single quotes"),
        pytest.param("From ubuntu:bionic as x", "ubuntu:bionic", id="From and as in any case"),
        pytest.param("FROM\tubuntu:bionic\tAS\tx", "ubuntu:bionic", id="tabs"),
        pytest.param("FROM --platform=$BUILDPLATFORM ubuntu:bionic", "ubuntu:bionic", id="a platform is no image"),
        pytest.param("FROM \\\n  ubuntu:bionic \\\n  AS x", "ubuntu:bionic", id="an image on a line of its own"),
        pytest.param("ARG A=alpine:3.22\nFROM $A", "alpine:3.22", id="a global argument"),
        pytest.param("ARG V=22\nARG A=node:$V\nFROM ${A}-slim", "node:22-slim", id="an argument that holds another"),
        pytest.param(f"ARG A=spark@{DIGEST}\nFROM $A", f"spark@{DIGEST}", id="a default with a digest"),
        pytest.param('ARG A="alpine:3.22"\nFROM $A', "alpine:3.22", id="a quoted default"),
        pytest.param("FROM ${A:-alpine:3.22}", "alpine:3.22", id="a default in place"),
        pytest.param("ARG D=1\nFROM alpine:3.22${D:+-debug}", "alpine:3.22-debug", id="a word for what is set"),
        pytest.param("FROM alpine:3.22${D:+-debug}", "alpine:3.22", id="no word for what is not set"),
        pytest.param("ARG A=<ubuntu>\nFROM $A", "?", id="a placeholder is undecided"),
        pytest.param("FROM <ubuntu>", "?", id="also without an argument"),
        pytest.param("ARG A\nFROM $A", "?", id="an argument without a default is undecided"),
        pytest.param("ARG V\nFROM node:${V}-slim", "node:?-slim", id="and only its part of the image"),
        pytest.param("FROM x AS y\nARG A=alpine\nFROM $A", "?", id="an argument of a stage is not global"),
        pytest.param("FROM base-$TARGETARCH", "base-?", id="an image of an architecture is undecided"),
        pytest.param("FROM scratch", "scratch", id="scratch"),
    ],
)
def test_base_image(text: str, image: str) -> None:
    final = read(text).final_stage
    assert (final.image.text, final.parent) == (image, None)


@pytest.mark.parametrize(
    ("text", "parents"),
    [
        pytest.param("FROM a AS x\nFROM x", [None, 0], id="an alias is a parent"),
        pytest.param("FROM a AS BUILD\nFROM build", [None, 0], id="aliases ignore case"),
        pytest.param("FROM a AS build\nFROM Build", [None, 0], id="so do those who name them"),
        pytest.param("FROM x\nFROM a AS x", [None, None], id="an alias defined later is an image"),
        pytest.param("FROM x AS x\nFROM x", [None, 0], id="a stage does not stand on itself"),
        pytest.param("FROM a AS x\nFROM b AS x\nFROM x", [None, None, 1], id="of one alias the latest counts"),
        pytest.param("FROM a AS x\nFROM x:1", [None, None], id="an alias with a tag is an image"),
        pytest.param("FROM a\nFROM 0", [None, None], id="a number names no parent"),
        pytest.param("ARG S=x\nFROM a AS x\nFROM $S", [None, 0], id="an argument may hold the alias"),
        pytest.param(
            "FROM a AS base-arm64\nFROM b AS base-amd64\nFROM base-$TARGETARCH",
            [None, None, 1],
            id="the commonest architecture chooses a stage",
        ),
        pytest.param(
            "ARG TARGETARCH=arm64\nFROM a AS base-arm64\nFROM b AS base-amd64\nFROM base-$TARGETARCH",
            [None, None, 0],
            id="unless the file gives it a default",
        ),
        pytest.param("FROM --platform=linux/amd64 a AS x\nFROM x", [None, 0], id="a platform stands before an alias"),
    ],
)
def test_parents(text: str, parents: list[int | None]) -> None:
    assert [stage.parent for stage in read(text).stages] == parents


def test_a_stage_on_a_stage_has_the_image_at_the_bottom() -> None:
    dockerfile = read("FROM alpine:3.22 AS a\nFROM a AS b\nFROM b")
    assert [stage.image.text for stage in dockerfile.stages] == ["alpine:3.22"] * 3
    assert [stage.index for stage in dockerfile.lineage(2)] == [2, 1, 0]
    assert dockerfile.root(2) is dockerfile.stages[0]


def test_a_stage_holds_its_alias_platform_line_and_instructions() -> None:
    dockerfile = read("# c\nFROM a\nUSER b\n\nFROM --platform=linux/arm64 c As D\nRUN <<E\nFROM e\nE\nUSER f\n")
    assert [(stage.index, stage.alias, stage.platform, stage.line) for stage in dockerfile.stages] == [
        (0, "", "", 2),
        (1, "d", "linux/arm64", 5),
    ]
    assert [(each.keyword, each.line) for each in dockerfile.final_stage.instructions] == [("RUN", 6), ("USER", 9)]


OUTSIDE = Image("ghcr.io/astral-sh/uv:0.8", "ghcr.io", "astral-sh/uv", "0.8", "")


@pytest.mark.parametrize(
    ("text", "transfer"),
    [
        pytest.param("FROM a\nCOPY b c /d/", Transfer(2, None, ("b", "c"), "/d/"), id="from the context"),
        pytest.param("FROM a\nADD b /d/", Transfer(2, None, ("b",), "/d/"), id="ADD from the context"),
        pytest.param('FROM a\nCOPY ["b c", "/d"]', Transfer(2, None, ("b c",), "/d"), id="a JSON array"),
        pytest.param("FROM a AS x\nFROM b\nCOPY --from=x c d", Transfer(3, 0, ("c",), "d"), id="from a stage"),
        pytest.param("FROM a AS BUILD\nFROM b\nCOPY --from=build c d", Transfer(3, 0, ("c",), "d"), id="in any case"),
        pytest.param("FROM a\nFROM b\nCOPY --from=0 c d", Transfer(3, 0, ("c",), "d"), id="from a stage by number"),
        pytest.param(
            'FROM a AS x\nFROM b\nCOPY --from=x --chown=1:2 ["c", "d"]',
            Transfer(3, 0, ("c",), "d"),
            id="flags before a JSON array",
        ),
        pytest.param(
            "FROM a\nCOPY --from=ghcr.io/astral-sh/uv:0.8 /uv /bin/",
            Transfer(2, OUTSIDE, ("/uv",), "/bin/"),
            id="from an outside image",
        ),
        pytest.param(
            "FROM mpioperator/base\nCOPY --from=mpi c d",
            Transfer(2, Image("mpi", "", "mpi", "", ""), ("c",), "d"),
            id="what is no alias is an outside image",
        ),
        pytest.param(
            "FROM a AS x\nCOPY --from=x c d",
            Transfer(2, Image("x", "", "x", "", ""), ("c",), "d"),
            id="a stage takes nothing from itself",
        ),
        pytest.param(
            "FROM a\nCOPY --from=7 c d",
            Transfer(2, Image("7", "", "7", "", ""), ("c",), "d"),
            id="a number beyond the stages is no stage",
        ),
        pytest.param("FROM a\nCOPY <<EOF /b\nUSER c\nEOF", Transfer(2, None, (), "/b"), id="a heredoc is no path"),
        pytest.param("FROM a\nARG P=b\nCOPY $P/c /d", Transfer(3, None, ("b/c",), "/d"), id="a variable in a path"),
        pytest.param("FROM a\nCOPY $P/c /d", Transfer(2, None, ("?/c",), "/d"), id="an unknown variable in a path"),
        pytest.param(
            "FROM a AS x\nENV P=/b\nFROM x\nCOPY c $P", Transfer(4, None, ("c",), "/b"), id="ENV of a parent in a path"
        ),
        pytest.param("FROM a\nCOPY b", Transfer(2, None, (), "b"), id="a path and no more"),
        pytest.param("FROM a\nCOPY", Transfer(2, None, (), ""), id="no path at all"),
        pytest.param(
            "FROM a AS x\nFROM b\nRUN --mount=type=bind,from=x,source=/c,target=/d make",
            Transfer(3, 0, ("/c",), "/d"),
            id="a mount from a stage",
        ),
        pytest.param(
            "FROM a AS x\nFROM b\nRUN --mount=from=x,src=/c,dst=/d make",
            Transfer(3, 0, ("/c",), "/d"),
            id="a mount by the short names",
        ),
        pytest.param(
            "FROM a\nRUN --mount=from=ghcr.io/astral-sh/uv:0.8,target=/d make",
            Transfer(2, OUTSIDE, ("/",), "/d"),
            id="a mount from an outside image",
        ),
    ],
)
def test_transfer(text: str, transfer: Transfer) -> None:
    assert transfers(text) == (transfer,)


def test_a_mount_that_names_no_origin_takes_nothing() -> None:
    assert transfers("FROM a\nRUN --mount=type=cache,target=/b --mount=type=secret,id=c make") == ()


def test_one_run_mounts_from_several_origins() -> None:
    text = "FROM a AS x\nFROM b\nRUN --mount=from=x,target=/c \\\n --mount=from=0,target=/d make"
    assert [(each.origin, each.target) for each in transfers(text)] == [(0, "/c"), (0, "/d")]


@pytest.mark.parametrize(
    ("text", "indices"),
    [
        pytest.param("FROM a", [0], id="one stage leads to itself"),
        pytest.param("FROM a AS x\nFROM b", [1], id="a stage nothing takes from leads nowhere"),
        pytest.param("FROM a AS x\nFROM x", [0, 1], id="a parent leads to the final stage"),
        pytest.param("FROM a AS x\nFROM b\nCOPY --from=x c d", [0, 1], id="so does a stage it copies from"),
        pytest.param("FROM a AS x\nFROM b\nRUN --mount=from=x make", [0, 1], id="so does a stage it mounts"),
        pytest.param(
            "FROM a AS x\nFROM b AS y\nCOPY --from=x c d\nFROM e\nFROM f\nCOPY --from=y c d",
            [0, 1, 3],
            id="one stage leads through another",
        ),
        pytest.param(
            "FROM golang AS build\nFROM scratch AS artifacts\nCOPY --from=build /a /\nFROM alpine\n"
            "COPY --from=build /a /",
            [0, 2],
            id="scratch in the middle leads nowhere",
        ),
    ],
)
def test_leading_to_the_final_stage(text: str, indices: list[int]) -> None:
    dockerfile = read(text)
    assert [stage.index for stage in dockerfile.leading_to(dockerfile.final)] == indices


@pytest.mark.parametrize(
    ("text", "several"),
    [
        pytest.param("FROM a", False, id="one stage"),
        pytest.param("FROM a AS x\nFROM b", False, id="two stages with nothing between them"),
        pytest.param("FROM a AS x\nFROM x", True, id="a stage on a stage"),
        pytest.param("FROM a AS x\nFROM b\nCOPY --from=x c d", True, id="a copy from a stage"),
        pytest.param("FROM a AS x\nFROM b\nRUN --mount=from=x make", True, id="a mount from a stage"),
        pytest.param("FROM a\nCOPY --from=ghcr.io/astral-sh/uv /uv /b", False, id="a copy from an outside image"),
        pytest.param("FROM a\nFROM b\nCOPY c d", False, id="a copy from the context"),
    ],
)
def test_multi_stage(text: str, *, several: bool) -> None:
    assert read(text).is_multi_stage is several
