"""Read what git prints: trees, advertised branches, blobs with their sizes and contents."""

from collections.abc import Iterable, Iterator, Mapping

from audit.model.repository import TAGS, Entry, EntryKind

_KINDS: Mapping[str, EntryKind] = {
    "100644": "file",
    "100664": "file",
    "100755": "executable",
    "120000": "symlink",
    "160000": "submodule",
}


def reference(branch: str) -> str:
    """Return the full name of a branch; a tag's is full already."""
    return branch if branch.startswith(TAGS) else f"refs/heads/{branch}"


def lines(blobs: Iterable[str]) -> str:
    """Return object ids as git reads them on its standard input."""
    return "".join(f"{blob}\n" for blob in blobs)


def entries(listing: bytes) -> Iterator[Entry]:
    """Yield the entries of `ls-tree -z`; bytes of a path that are not UTF-8 are shown escaped."""
    for record in listing.split(b"\0"):
        head, tab, path = record.partition(b"\t")
        if tab:
            mode, _, blob = head.decode().split()
            yield Entry(path.decode("utf-8", "backslashreplace"), _KINDS.get(mode, "file"), blob)


def heads(listing: bytes) -> tuple[dict[str, str], str]:
    """Return (branch or full name of a tag -> commit, the branch that HEAD names) of `ls-remote --symref`."""
    found: dict[str, str] = {}
    default = ""
    for line in listing.decode("utf-8", "replace").splitlines():
        value, _, name = line.partition("\t")
        if name == "HEAD" and value.startswith("ref: refs/heads/"):
            default = value.removeprefix("ref: refs/heads/")
        elif name == "HEAD" and default:
            found[default] = value
        elif name.startswith(TAGS):
            # an annotated tag comes twice: as itself, then as the commit that it is for
            found[name.removesuffix("^{}")] = value
        elif name.startswith("refs/heads/"):
            found[name.removeprefix("refs/heads/")] = value
    return found, default


def sizes(listing: bytes) -> dict[str, int]:
    """Return the sizes of blobs from lines of `type id size`; other objects and missing ones are left out."""
    rows = (line.split() for line in listing.splitlines())
    return {row[1].decode(): int(row[2]) for row in rows if row[0] == b"blob"}


def contents(stream: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield (id, content) of each blob of a `cat-file --batch` stream."""
    index = 0
    while index < len(stream):
        end = stream.index(b"\n", index)
        name, kind, *size = stream[index:end].split()
        index = end + 1
        if size:
            begin, index = index, index + int(size[0]) + 1
            if kind == b"blob":
                yield name.decode(), stream[begin : index - 1]
