"""Write `config/official-tags.json`: the release that each floating tag of an official image stood for, by date.

`python -m benchmarks.reviewed_data.official_tags CLONE > config/official-tags.json` reads a bare clone of
docker-library/official-images with its whole history (`library/<image>`: paragraphs of tags that name one image). Where
one tag of a paragraph names a distribution's release (`22-bookworm`), those that name none (`22`, `lts`) stand for it
from that commit on. Tags with a patch level are left out: they mean what the tag without it meant.
"""

import json
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

_DEBIAN = "wheezy jessie stretch buster bullseye bookworm trixie forky"
_UBUNTU = "trusty xenial bionic focal jammy noble questing resolute"
_CODENAMES = "|".join((*_DEBIAN.split(), *_UBUNTU.split()))
_RELEASE = re.compile(rf"(?:.*-)?({_CODENAMES}|alpine\d\.\d+)(?:-.*)?")
_TAGS = re.compile(r"^(?:Shared)?Tags:(.*(?:\n[ \t].*)*)", re.MULTILINE)
_OWN_VERSION = re.compile(r"(\d+\.\d+)(?:\.\d+)?")
_PATCH_LEVEL = re.compile(r"\d+\.\d+\.\d.*")
_DATED = re.compile(r".*\d{8}.*")
_SINCE = "2021-01-01"  # a tag that was not in the record any more then is nobody's base today
Changes = dict[str, str]
Meanings = dict[str, Changes]


def meanings(image: str, history: Iterable[tuple[str, str]]) -> Meanings:
    """Return tag -> day -> release, of the (day, text) of one image's file from its first commit to its last."""
    found: Meanings = {}
    last: dict[str, str] = {}
    for day, text in history:
        for tag, release in _named(image, text):
            last[tag] = day
            changes = found.setdefault(tag, {})
            if not changes or list(changes.values())[-1] != release:
                changes[day] = release
    recent = {tag: changes for tag, changes in found.items() if last[tag] >= _SINCE}
    return {
        tag: changes
        for tag, changes in sorted(recent.items())
        if recent.get(_plain(tag)) != changes or _plain(tag) == tag
    }


def _plain(tag: str) -> str:
    """Return a tag without the words of its variant, but for alpine: `22-slim` -> `22`."""
    head, *words = tag.split("-")
    return "-".join([head, *(word for word in words if word == "alpine")])


def _named(image: str, text: str) -> Iterator[tuple[str, str]]:
    """Yield (tag, release) of the paragraphs that name one release, tags with a release or a patch level left out."""
    for paragraph in re.split(r"\n\s*\n", text):
        tags = [tag.strip() for found in _TAGS.findall(paragraph) for tag in found.replace("\n", " ").split(",")]
        releases = set(_releases(image, tags))
        if len(releases) == 1:
            plain = (tag for tag in tags if not _RELEASE.fullmatch(tag) and not _DATED.fullmatch(tag))
            yield from ((tag, *releases) for tag in plain if not _PATCH_LEVEL.fullmatch(tag))


def _releases(image: str, tags: Iterable[str]) -> Iterator[str]:
    for tag in tags:
        if match := _RELEASE.fullmatch(tag):
            yield match[1]
        elif image == "alpine" and (own := _OWN_VERSION.fullmatch(tag)):
            yield f"alpine{own[1]}"


def histories(clone: Path) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Yield (image, its file at each commit with the commit's day, the oldest first)."""
    log = _git(clone, "log", "--reverse", "--first-parent", "-m", "--format=@%H %cs", "--name-only", "--", "library")
    commits: dict[str, list[tuple[str, str]]] = {}
    commit = day = ""
    for line in log.splitlines():
        if line.startswith("@"):
            commit, day = line[1:].split()
        elif line.startswith("library/"):
            commits.setdefault(line.removeprefix("library/"), []).append((commit, day))
    for image, places in sorted(commits.items()):
        asked = "".join(f"{commit}:library/{image}\n" for commit, _ in places)
        texts = _contents(_git(clone, "cat-file", "--batch", given=asked).encode())
        yield image, [(day, text) for (_, day), text in zip(places, texts, strict=True) if text]


def _contents(answer: bytes) -> Iterator[str]:
    """Yield the text of each object of `git cat-file --batch`, empty for one that is missing."""
    index = 0
    while index < len(answer):
        end = answer.index(b"\n", index)
        kind, _, size = answer[index:end].rpartition(b" ")
        length = int(size) if size.isdigit() else -1
        yield answer[end + 1 : end + 1 + length].decode() if length >= 0 and kind else ""
        index = end + 1 + length + 1


def _git(clone: Path, *arguments: str, given: str = "") -> str:
    command = ["git", f"--git-dir={clone}", *arguments]
    return subprocess.run(command, input=given, capture_output=True, text=True, check=True).stdout


def written(found: Mapping[str, Meanings], commit: str, day: str) -> str:
    """Return the file's text, one tag a line."""
    images = []
    for image, tags in found.items():
        lines = ",\n".join(f"   {json.dumps(tag)}: {json.dumps(changes)}" for tag, changes in tags.items())
        images.append(f"  {json.dumps(image)}: {{\n{lines}\n  }}")
    head = f' "source": "docker-library/official-images (Apache-2.0)",\n "commit": "{commit}",\n "date": "{day}",'
    return f'{{\n{head}\n "images": {{\n' + ",\n".join(images) + "\n }\n}\n"


def main(clone: Path) -> None:
    """Read the clone and print the file."""
    found = {image: read for image, history in histories(clone) if (read := meanings(image, history))}
    commit, day = _git(clone, "log", "-1", "--format=%H %cs").split()
    sys.stdout.write(written(found, commit, day))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
