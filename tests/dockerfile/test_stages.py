"""The stage graph: bases, aliases, transfers, and which stages lead to the final one."""

from audit.model.dockerfile import Image, Transfer
from tests.cases import cases
from tests.dockerfile.reading import read

DIGEST = "sha256:" + "0123456789abcdef" * 4


def transfers(text: str) -> tuple[Transfer, ...]:
    return read(text).final_stage.transfers


@cases(
    "text, image",
    {
        "a plain image": ("FROM ubuntu:bionic", "ubuntu:bionic"),
        "an image in double quotes": ('FROM "ubuntu:bionic"', "ubuntu:bionic"),
        "an image in single quotes": ("FROM 'ubuntu:bionic' AS x", "ubuntu:bionic"),
        "From and as in any case": ("From ubuntu:bionic as x", "ubuntu:bionic"),
        "tabs": ("FROM\tubuntu:bionic\tAS\tx", "ubuntu:bionic"),
        "a platform is no image": ("FROM --platform=$BUILDPLATFORM ubuntu:bionic", "ubuntu:bionic"),
        "an image on a line of its own": ("FROM \\\n  ubuntu:bionic \\\n  AS x", "ubuntu:bionic"),
        "a global argument": ("ARG A=alpine:3.22\nFROM $A", "alpine:3.22"),
        "an argument that holds another": ("ARG V=22\nARG A=node:$V\nFROM ${A}-slim", "node:22-slim"),
        "a default with a digest": (f"ARG A=spark@{DIGEST}\nFROM $A", f"spark@{DIGEST}"),
        "a quoted default": ('ARG A="alpine:3.22"\nFROM $A', "alpine:3.22"),
        "a default in place": ("FROM ${A:-alpine:3.22}", "alpine:3.22"),
        "a word for what is set": ("ARG D=1\nFROM alpine:3.22${D:+-debug}", "alpine:3.22-debug"),
        "no word for what is not set": ("FROM alpine:3.22${D:+-debug}", "alpine:3.22"),
        "a placeholder is undecided": ("ARG A=<ubuntu>\nFROM $A", "?"),
        "also without an argument": ("FROM <ubuntu>", "?"),
        "an argument without a default is undecided": ("ARG A\nFROM $A", "?"),
        "and only its part of the image": ("ARG V\nFROM node:${V}-slim", "node:?-slim"),
        "an argument of a stage is not global": ("FROM x AS y\nARG A=alpine\nFROM $A", "?"),
        "an image of an architecture is undecided": ("FROM base-$TARGETARCH", "base-?"),
        "scratch": ("FROM scratch", "scratch"),
    },
)
def test_base_image(text: str, image: str) -> None:
    final = read(text).final_stage
    assert (final.image.text, final.parent) == (image, None)


@cases(
    "text, parents",
    {
        "an alias is a parent": ("FROM a AS x\nFROM x", [None, 0]),
        "aliases ignore case": ("FROM a AS BUILD\nFROM build", [None, 0]),
        "so do those who name them": ("FROM a AS build\nFROM Build", [None, 0]),
        "an alias defined later is an image": ("FROM x\nFROM a AS x", [None, None]),
        "a stage does not stand on itself": ("FROM x AS x\nFROM x", [None, 0]),
        "of one alias the latest counts": ("FROM a AS x\nFROM b AS x\nFROM x", [None, None, 1]),
        "an alias with a tag is an image": ("FROM a AS x\nFROM x:1", [None, None]),
        "a number names no parent": ("FROM a\nFROM 0", [None, None]),
        "an argument may hold the alias": ("ARG S=x\nFROM a AS x\nFROM $S", [None, 0]),
        "the commonest architecture chooses a stage": (
            "FROM a AS base-arm64\nFROM b AS base-amd64\nFROM base-$TARGETARCH",
            [None, None, 1],
        ),
        "unless the file gives it a default": (
            "ARG TARGETARCH=arm64\nFROM a AS base-arm64\nFROM b AS base-amd64\nFROM base-$TARGETARCH",
            [None, None, 0],
        ),
        "a platform stands before an alias": ("FROM --platform=linux/amd64 a AS x\nFROM x", [None, 0]),
    },
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


@cases(
    "text, transfer",
    {
        "from the context": ("FROM a\nCOPY b c /d/", Transfer(2, None, ("b", "c"), "/d/")),
        "ADD from the context": ("FROM a\nADD b /d/", Transfer(2, None, ("b",), "/d/")),
        "a JSON array": ('FROM a\nCOPY ["b c", "/d"]', Transfer(2, None, ("b c",), "/d")),
        "from a stage": ("FROM a AS x\nFROM b\nCOPY --from=x c d", Transfer(3, 0, ("c",), "d")),
        "in any case": ("FROM a AS BUILD\nFROM b\nCOPY --from=build c d", Transfer(3, 0, ("c",), "d")),
        "from a stage by number": ("FROM a\nFROM b\nCOPY --from=0 c d", Transfer(3, 0, ("c",), "d")),
        "flags before a JSON array": (
            'FROM a AS x\nFROM b\nCOPY --from=x --chown=1:2 ["c", "d"]',
            Transfer(3, 0, ("c",), "d"),
        ),
        "from an outside image": (
            "FROM a\nCOPY --from=ghcr.io/astral-sh/uv:0.8 /uv /bin/",
            Transfer(2, OUTSIDE, ("/uv",), "/bin/"),
        ),
        "what is no alias is an outside image": (
            "FROM mpioperator/base\nCOPY --from=mpi c d",
            Transfer(2, Image("mpi", "", "mpi", "", ""), ("c",), "d"),
        ),
        "a stage takes nothing from itself": (
            "FROM a AS x\nCOPY --from=x c d",
            Transfer(2, Image("x", "", "x", "", ""), ("c",), "d"),
        ),
        "a number beyond the stages is no stage": (
            "FROM a\nCOPY --from=7 c d",
            Transfer(2, Image("7", "", "7", "", ""), ("c",), "d"),
        ),
        "a heredoc is no path": ("FROM a\nCOPY <<EOF /b\nUSER c\nEOF", Transfer(2, None, (), "/b")),
        "a variable in a path": ("FROM a\nARG P=b\nCOPY $P/c /d", Transfer(3, None, ("b/c",), "/d")),
        "an unknown variable in a path": ("FROM a\nCOPY $P/c /d", Transfer(2, None, ("?/c",), "/d")),
        "ENV of a parent in a path": ("FROM a AS x\nENV P=/b\nFROM x\nCOPY c $P", Transfer(4, None, ("c",), "/b")),
        "a path and no more": ("FROM a\nCOPY b", Transfer(2, None, (), "b")),
        "no path at all": ("FROM a\nCOPY", Transfer(2, None, (), "")),
        "a mount from a stage": (
            "FROM a AS x\nFROM b\nRUN --mount=type=bind,from=x,source=/c,target=/d make",
            Transfer(3, 0, ("/c",), "/d"),
        ),
        "a mount by the short names": (
            "FROM a AS x\nFROM b\nRUN --mount=from=x,src=/c,dst=/d make",
            Transfer(3, 0, ("/c",), "/d"),
        ),
        "a mount from an outside image": (
            "FROM a\nRUN --mount=from=ghcr.io/astral-sh/uv:0.8,target=/d make",
            Transfer(2, OUTSIDE, ("/",), "/d"),
        ),
    },
)
def test_transfer(text: str, transfer: Transfer) -> None:
    assert transfers(text) == (transfer,)


def test_a_mount_that_names_no_origin_takes_nothing() -> None:
    assert transfers("FROM a\nRUN --mount=type=cache,target=/b --mount=type=secret,id=c make") == ()


def test_one_run_mounts_from_several_origins() -> None:
    text = "FROM a AS x\nFROM b\nRUN --mount=from=x,target=/c \\\n --mount=from=0,target=/d make"
    assert [(each.origin, each.target) for each in transfers(text)] == [(0, "/c"), (0, "/d")]


@cases(
    "text, indices",
    {
        "one stage leads to itself": ("FROM a", [0]),
        "a stage nothing takes from leads nowhere": ("FROM a AS x\nFROM b", [1]),
        "a parent leads to the final stage": ("FROM a AS x\nFROM x", [0, 1]),
        "so does a stage it copies from": ("FROM a AS x\nFROM b\nCOPY --from=x c d", [0, 1]),
        "so does a stage it mounts": ("FROM a AS x\nFROM b\nRUN --mount=from=x make", [0, 1]),
        "one stage leads through another": (
            "FROM a AS x\nFROM b AS y\nCOPY --from=x c d\nFROM e\nFROM f\nCOPY --from=y c d",
            [0, 1, 3],
        ),
        "scratch in the middle leads nowhere": (
            (
                "FROM golang AS build\nFROM scratch AS artifacts\nCOPY --from=build /a /\nFROM alpine\n"
                "COPY --from=build /a /"
            ),
            [0, 2],
        ),
    },
)
def test_leading_to_the_final_stage(text: str, indices: list[int]) -> None:
    dockerfile = read(text)
    assert [stage.index for stage in dockerfile.leading_to(dockerfile.final)] == indices


@cases(
    "text, several",
    {
        "one stage": ("FROM a", False),
        "two stages with nothing between them": ("FROM a AS x\nFROM b", False),
        "a stage on a stage": ("FROM a AS x\nFROM x", True),
        "a copy from a stage": ("FROM a AS x\nFROM b\nCOPY --from=x c d", True),
        "a mount from a stage": ("FROM a AS x\nFROM b\nRUN --mount=from=x make", True),
        "a copy from an outside image": ("FROM a\nCOPY --from=ghcr.io/astral-sh/uv /uv /b", False),
        "a copy from the context": ("FROM a\nFROM b\nCOPY c d", False),
    },
)
def test_multi_stage(text: str, *, several: bool) -> None:
    assert read(text).is_multi_stage is several
