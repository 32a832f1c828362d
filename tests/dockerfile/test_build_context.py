"""Where a path of an image comes from."""

import pytest

from audit.dockerfile.build_context import Carried, ancestors, carried, folders, locate, resolve, sources
from audit.dockerfile.parse import parse
from audit.model.dockerfile import Dockerfile, Image, Transfer
from audit.model.repository import Source


def read(text: str, path: str = "Dockerfile") -> Dockerfile:
    dockerfile = parse(Source(path, text.encode()))
    assert isinstance(dockerfile, Dockerfile)
    return dockerfile


@pytest.mark.parametrize(
    ("text", "path", "folder", "found"),
    [
        pytest.param("FROM x\nCOPY a /b", "/b", "/", [Carried(2, None, "a")], id="a file under another name"),
        pytest.param("FROM x\nCOPY d/a /b/", "/b/a", "/", [Carried(2, None, "d/a")], id="a file into a folder"),
        pytest.param("FROM x\nCOPY d /b", "/b/c/a", "/", [Carried(2, None, "d/c/a")], id="within a copied folder"),
        pytest.param("FROM x\nCOPY . /b", "a", "/b", [Carried(2, None, "a")], id="a path in the working folder"),
        pytest.param("FROM x\nCOPY . /b", "../c", "/b/d", [Carried(2, None, "c")], id="a path that goes up"),
        pytest.param("FROM x\nWORKDIR /b\nCOPY . .", "/b/a", "/", [Carried(3, None, "a")], id="copied into WORKDIR"),
        pytest.param("FROM x\nWORKDIR /b\nCOPY . .", "a", "/b/c", [Carried(3, None, "c/a")], id="a folder further in"),
        pytest.param("FROM x\nCOPY d/*.sh /b/", "/b/a.sh", "/", [Carried(2, None, "d/a.sh")], id="a glob"),
        pytest.param("FROM x\nCOPY a.txt /b", "/b/c", "/", [], id="a file holds no other"),
        pytest.param("FROM x\nCOPY a /b", "/c", "/", [], id="another path"),
        pytest.param("FROM x\nCOPY a /b", "/bc", "/", [], id="a longer name is another path"),
        pytest.param(
            "FROM x\nCOPY a /b\nCOPY c /b",
            "/b",
            "/",
            [Carried(3, None, "c"), Carried(2, None, "a")],
            id="the latest first",
        ),
        pytest.param("FROM y AS s\nFROM x\nCOPY --from=s /a /b", "/b", "/", [Carried(3, 0, "/a")], id="from a stage"),
        pytest.param(
            "FROM x\nCOPY --from=i/j:1 /a /b",
            "/b",
            "/",
            [Carried(2, Image("i/j:1", "", "i/j", "1", ""), "/a")],
            id="from an outside image",
        ),
        pytest.param("FROM x AS p\nCOPY a /b\nFROM p", "/b", "/", [Carried(2, None, "a")], id="through the parent"),
        pytest.param(
            "FROM x AS p\nWORKDIR /q\nCOPY a b\nFROM p\nWORKDIR /r",
            "/q/b",
            "/",
            [Carried(3, None, "a")],
            id="in the folder where the parent copied it",
        ),
    ],
)
def test_carried(text: str, path: str, folder: str, found: list[Carried]) -> None:
    dockerfile = read(text)
    assert list(carried(dockerfile, dockerfile.final_stage, path, folder)) == found


@pytest.mark.parametrize(
    ("text", "path", "folder", "found"),
    [
        pytest.param("FROM x\nCOPY . /w", "/w/d/a", "/", "d/a", id="from the context"),
        pytest.param("FROM x\nCOPY . /w", "/w/e", "/", None, id="a file that nobody has"),
        pytest.param("FROM y AS s\nCOPY . /v\nFROM x\nCOPY --from=s /v /w", "/w/d/a", "/", "d/a", id="through a stage"),
        pytest.param(
            "FROM y AS s\nWORKDIR /v\nCOPY . .\nFROM x\nWORKDIR /w\nCOPY --from=s /v/d .",
            "a",
            "/w",
            "d/a",
            id="through a stage's working folder",
        ),
        pytest.param("FROM x\nCOPY --from=i /d /w", "/w/a", "/", None, id="an outside image tells nothing"),
        pytest.param(
            "FROM x\nCOPY d /w\nCOPY --from=i /z /w", "/w/a", "/", "d/a", id="what tells nothing is passed over"
        ),
        pytest.param("FROM x\nCOPY c /w\nCOPY d /w", "/w/a", "/", "d/a", id="the latest copy that has it"),
    ],
)
def test_resolve(text: str, path: str, folder: str, found: str | None) -> None:
    dockerfile = read(text)
    assert resolve(dockerfile, dockerfile.final_stage, path, folder, {"a", "c/a", "d/a"}) == found


@pytest.mark.parametrize(
    ("path", "dockerfile", "found"),
    [
        pytest.param("a", "Dockerfile", "a", id="at the root"),
        pytest.param("a", "d/Dockerfile", "d/a", id="beside the Dockerfile first"),
        pytest.param("b", "d/e/Dockerfile", "b", id="above it"),
        pytest.param("./a", "Dockerfile", "a", id="a dot before"),
        pytest.param("/a", "Dockerfile", "a", id="a slash before"),
        pytest.param("c", "Dockerfile", None, id="nowhere"),
        pytest.param("../a", "d/e/Dockerfile", "d/a", id="up, though no context reaches there"),
    ],
)
def test_locate(path: str, dockerfile: str, found: str | None) -> None:
    assert locate(path, dockerfile, {"a", "b", "d/a"}) == found


def test_a_mount_puts_its_source_to_its_target() -> None:
    assert list(sources(Transfer(1, None, (".",), "/m"), "/m/a", "/")) == ["a"]


def test_ancestors() -> None:
    assert list(ancestors("a/b/Dockerfile")) == ["a/b", "a", ""]


def test_folders_hold_their_own_files_sorted() -> None:
    assert folders(["a/b/d", "a/b/c", "e"]) == {"a/b": ("a/b/c", "a/b/d"), "a": (), "": ("e",)}
