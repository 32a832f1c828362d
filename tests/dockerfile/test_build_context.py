"""Where a path of an image comes from."""

from audit.dockerfile.build_context import Carried, ancestors, carried, folders, locate, sources
from audit.dockerfile.copied_files import resolve
from audit.model.dockerfile import Image, Transfer
from tests.cases import cases
from tests.dockerfile.reading import read


@cases(
    "text, path, folder, found",
    {
        "a file under another name": ("FROM x\nCOPY a /b", "/b", "/", [Carried(2, None, "a")]),
        "a file into a folder": ("FROM x\nCOPY d/a /b/", "/b/a", "/", [Carried(2, None, "d/a")]),
        "within a copied folder": ("FROM x\nCOPY d /b", "/b/c/a", "/", [Carried(2, None, "d/c/a")]),
        "a path in the working folder": ("FROM x\nCOPY . /b", "a", "/b", [Carried(2, None, "a")]),
        "a path that goes up": ("FROM x\nCOPY . /b", "../c", "/b/d", [Carried(2, None, "c")]),
        "copied into WORKDIR": ("FROM x\nWORKDIR /b\nCOPY . .", "/b/a", "/", [Carried(3, None, "a")]),
        "a folder further in": ("FROM x\nWORKDIR /b\nCOPY . .", "a", "/b/c", [Carried(3, None, "c/a")]),
        "a glob": ("FROM x\nCOPY d/*.sh /b/", "/b/a.sh", "/", [Carried(2, None, "d/a.sh")]),
        "a file holds no other": ("FROM x\nCOPY a.txt /b", "/b/c", "/", []),
        "another path": ("FROM x\nCOPY a /b", "/c", "/", []),
        "a longer name is another path": ("FROM x\nCOPY a /b", "/bc", "/", []),
        "the latest first": ("FROM x\nCOPY a /b\nCOPY c /b", "/b", "/", [Carried(3, None, "c"), Carried(2, None, "a")]),
        "from a stage": ("FROM y AS s\nFROM x\nCOPY --from=s /a /b", "/b", "/", [Carried(3, 0, "/a")]),
        "from an outside image": (
            "FROM x\nCOPY --from=i/j:1 /a /b",
            "/b",
            "/",
            [Carried(2, Image("i/j:1", "", "i/j", "1", ""), "/a")],
        ),
        "through the parent": ("FROM x AS p\nCOPY a /b\nFROM p", "/b", "/", [Carried(2, None, "a")]),
        "in the folder where the parent copied it": (
            "FROM x AS p\nWORKDIR /q\nCOPY a b\nFROM p\nWORKDIR /r",
            "/q/b",
            "/",
            [Carried(3, None, "a")],
        ),
    },
)
def test_carried(text: str, path: str, folder: str, found: list[Carried]) -> None:
    dockerfile = read(text)
    assert list(carried(dockerfile, dockerfile.final_stage, path, folder)) == found


@cases(
    "text, path, folder, found",
    {
        "from the context": ("FROM x\nCOPY . /w", "/w/d/a", "/", "d/a"),
        "a file that nobody has": ("FROM x\nCOPY . /w", "/w/e", "/", None),
        "through a stage": ("FROM y AS s\nCOPY . /v\nFROM x\nCOPY --from=s /v /w", "/w/d/a", "/", "d/a"),
        "through a stage's working folder": (
            "FROM y AS s\nWORKDIR /v\nCOPY . .\nFROM x\nWORKDIR /w\nCOPY --from=s /v/d .",
            "a",
            "/w",
            "d/a",
        ),
        "an outside image tells nothing": ("FROM x\nCOPY --from=i /d /w", "/w/a", "/", None),
        "what tells nothing is passed over": ("FROM x\nCOPY d /w\nCOPY --from=i /z /w", "/w/a", "/", "d/a"),
        "the latest copy that has it": ("FROM x\nCOPY c /w\nCOPY d /w", "/w/a", "/", "d/a"),
    },
)
def test_resolve(text: str, path: str, folder: str, found: str | None) -> None:
    dockerfile = read(text)
    assert resolve(dockerfile, dockerfile.final_stage, path, folder, {"a", "c/a", "d/a"}) == found


@cases(
    "path, dockerfile, found",
    {
        "at the root": ("a", "Dockerfile", "a"),
        "beside the Dockerfile first": ("a", "d/Dockerfile", "d/a"),
        "above it": ("b", "d/e/Dockerfile", "b"),
        "a dot before": ("./a", "Dockerfile", "a"),
        "a slash before": ("/a", "Dockerfile", "a"),
        "nowhere": ("c", "Dockerfile", None),
        "up, though no context reaches there": ("../a", "d/e/Dockerfile", "d/a"),
    },
)
def test_locate(path: str, dockerfile: str, found: str | None) -> None:
    assert locate(path, dockerfile, {"a", "b", "d/a"}) == found


def test_a_mount_puts_its_source_to_its_target() -> None:
    assert list(sources(Transfer(1, None, (".",), "/m"), "/m/a", "/")) == ["a"]


def test_ancestors() -> None:
    assert list(ancestors("a/b/Dockerfile")) == ["a/b", "a", ""]


def test_folders_hold_their_own_files_sorted() -> None:
    assert folders(["a/b/d", "a/b/c", "e"]) == {"a/b": ("a/b/c", "a/b/d"), "a": (), "": ("e",)}
