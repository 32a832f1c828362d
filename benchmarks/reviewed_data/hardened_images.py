"""Write `config/hardened-images.json`: tier and user of each Docker Hardened Image, by the catalogue.

`python -m benchmarks.reviewed_data.hardened_images CLONE > config/hardened-images.json` reads a bare clone of
docker-hardened-images/catalog (`image/<name>/<distribution>/<version>.yaml`). A runtime variant whose packages name a
shell or a package manager is `slim`, any other `equivalent`; the user is the number of `accounts.run-as`.
"""

import io
import json
import subprocess
import sys
import tarfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

import yaml

_TOOLS = frozenset(
    {"bash", "dash", "busybox", "busybox-static", "zsh", "toybox", "mksh", "fish", "apt", "apk", "apk-tools", "dpkg"}
)
# words of tags by which the variants of one image differ, the most telling first
_GLOBS = ("*-compat*", "*-sdk*", "*-helm*", "*-core*", "*alpine*", "*debian*")
Answer = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Variant:
    """Hold one runtime variant: its tags, its tier and its user (empty when the catalogue names no number)."""

    tags: tuple[str, ...]
    answer: Answer


def read(documents: Iterable[object]) -> dict[str, list[Variant]]:
    """Return the runtime variants of each image."""
    found: dict[str, list[Variant]] = {}
    for document in documents:
        if isinstance(document, dict) and document.get("variant") == "runtime" and "image" in document:
            name = str(document["image"]).removeprefix("dhi.io/")
            found.setdefault(name, []).append(Variant(tuple(map(str, document.get("tags") or ())), _answer(document)))
    return dict(sorted(found.items()))


def _answer(document: Mapping[str, object]) -> Answer:
    contents, accounts = document.get("contents"), document.get("accounts")
    packages = contents.get("packages") or [] if isinstance(contents, dict) else []
    named = {str(package).split("=")[0] for package in packages}
    user = str(accounts.get("run-as", "")) if isinstance(accounts, dict) else ""
    users = accounts.get("users") or [] if isinstance(accounts, dict) else []
    numbers = {"root": "0"} | {str(one["name"]): str(one["uid"]) for one in users}
    return "slim" if named & _TOOLS else "equivalent", numbers.get(user, user if user.isdecimal() else "")


def rows(variants: list[Variant]) -> Iterator[tuple[str, Answer]]:
    """Yield (glob of tags, answer), the first that fits counts; empty where no glob tells variants apart."""
    left = variants
    for glob in _GLOBS:
        if len({variant.answer for variant in left}) == 1:
            break
        inside = [variant for variant in left if all(fnmatchcase(tag, glob) for tag in variant.tags)]
        if len({variant.answer for variant in inside}) == 1:
            yield glob, inside[0].answer
            left = [variant for variant in left if variant not in inside]
    answers = {variant.answer for variant in left}
    yield "*", answers.pop() if len(answers) == 1 else ("", "")


def _documents(clone: Path) -> Iterator[object]:
    command = ["git", f"--git-dir={clone}", "archive", "HEAD", "image"]
    archive = subprocess.run(command, capture_output=True, check=True).stdout
    with tarfile.open(fileobj=io.BytesIO(archive)) as opened:
        for member in opened:
            if member.isfile() and member.name.endswith(".yaml") and member.name.count("/") == 3:  # noqa: PLR2004
                file = opened.extractfile(member)
                yield yaml.load(file.read(), yaml.CSafeLoader) if file else None


def main(clone: Path) -> None:
    """Read the clone and print the file."""
    command = ["git", f"--git-dir={clone}", "log", "-1", "--format=%H %cs"]
    commit, day = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    lines = (
        f"  {json.dumps(name)}: {json.dumps(dict(rows(found)))}" for name, found in read(_documents(clone)).items()
    )
    head = f' "source": "docker-hardened-images/catalog (Apache-2.0)",\n "commit": "{commit}",\n "date": "{day}",'
    sys.stdout.write(f'{{\n{head}\n "images": {{\n' + ",\n".join(lines) + "\n }\n}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
