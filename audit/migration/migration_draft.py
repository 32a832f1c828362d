"""What to write instead: the stage that ships, drafted anew on the distroless image that is made for the language.

The draft keeps what was read (files taken from earlier stages, variables, folders, the program) and says of each line
that has no place there where it belongs. How the images of distroless start a program:
https://github.com/GoogleContainerTools/distroless (python3, nodejs and java name their interpreter as entry point).
"""

import json
import posixpath
from collections.abc import Iterator

from audit.model.component import Component
from audit.model.dockerfile import Instruction

_NUMERIC = "65532:65532"  # distroless' nonroot, as a number
_KEPT = frozenset({"ENV", "ARG", "WORKDIR", "EXPOSE", "LABEL", "VOLUME", "STOPSIGNAL", "COPY", "ADD"})
_STARTS = {"python": ("python", "python3"), "node": ("node", "nodejs")}
_BARE = frozenset({"distroless", "equivalent"})
_WIDEST = 72


def draft(component: Component, tier: str, recommended: str) -> str:
    """Return the draft as the text of a Dockerfile; empty where nothing is recommended or the base is as bare."""
    if not recommended or tier in _BARE:
        return ""
    lines = ["# a draft from what was read: try it before it ships"]
    if not component.dockerfile.is_multi_stage:
        lines += list(_building(component))
    lines += [f"FROM {recommended}", *_kept(component), f"USER {_NUMERIC}", *_started(component)]
    return "\n".join(lines) + "\n"


def _building(component: Component) -> Iterator[str]:
    """Yield the one stage that is there as a build stage."""
    final = component.dockerfile.final_stage
    yield f"FROM {final.image.text} AS build"
    last = max((each.end_line for each in final.instructions if each.keyword not in ("CMD", "ENTRYPOINT")), default=0)
    if last > final.line:
        yield f"# lines {final.line + 1} to {last}, as they are"
    if component.language.value == "python":
        yield "# with the packages in a folder of their own: pip install --target=/packages"
    yield ""


def _kept(component: Component) -> Iterator[str]:
    """Yield the final stage's own lines that stay, and where the others belong."""
    final, several = component.dockerfile.final_stage, component.dockerfile.is_multi_stage
    for each in final.instructions:
        if each.keyword in _KEPT and (several or each.keyword not in ("COPY", "ADD", "ARG")):
            yield f"{each.keyword} {_flags(each)}{each.value}"
        elif each.keyword == "RUN" and several:
            yield f"# line {each.line} belongs in a build stage: RUN {_short(each.value)}"
        elif each.keyword == "HEALTHCHECK" and each.words is None and each.value != "NONE":
            yield f"# line {each.line} needs a shell, which is not there: let Kubernetes probe it"
    if final.parent is not None:
        stage = component.dockerfile.stages[final.parent]
        yield f"# and what the program needs: COPY --from={stage.alias or stage.index} ..."
    if not several:
        yield from _taken(component)


def _flags(instruction: Instruction) -> str:
    return "".join(f"--{name}={value} " if value else f"--{name} " for name, value in instruction.flags)


def _short(text: str) -> str:
    said = " ".join(text.split())
    return said if len(said) <= _WIDEST else f"{said[:_WIDEST]}…"


def _taken(component: Component) -> Iterator[str]:
    """Yield what the final stage takes from the stage that was the only one."""
    if component.language.value == "python":
        yield "COPY --from=build /packages /packages"
        yield "ENV PYTHONPATH=/packages"
    if binary := _binary(component):
        yield f"COPY --from=build {binary} {_placed(component, binary)}"
    else:
        yield "# and what the program needs: COPY --from=build ..."


def _placed(component: Component, binary: str) -> str:
    """Return where the binary is looked for: at the program's own path, where that is one."""
    words = component.program.words
    return (
        words[0]
        if words and words[0].startswith("/") and not component.program.script
        else f"/{binary.rpartition('/')[2]}"
    )


def _binary(component: Component) -> str:
    """Return the path of what `go build -o` writes, empty where nothing says so."""
    for build in component.builds:
        if build.tool == "go build" and "-o" in build.words[:-1]:
            written = build.words[build.words.index("-o") + 1]
            return (
                ""
                if "$" in written or written.endswith("/")
                else posixpath.normpath(posixpath.join(build.folder, written))
            )
    return ""


def _started(component: Component) -> Iterator[str]:
    """Yield what starts the program, without a shell; the interpreters' images are entry points already."""
    program, language = component.program, component.language.value
    words = list(program.words)
    if program.script:
        yield f"# start the program itself, not through {program.script}"
    if not words or any("$" in word for word in words):
        yield '# ENTRYPOINT ["..."] in exec form'
        return
    if words[0].rpartition("/")[2].rstrip("0123456789.") in _STARTS.get(language, ()):
        yield f"CMD {json.dumps(words[1:], ensure_ascii=False)}"
    elif language == "python":
        yield f"CMD {json.dumps(['-m', words[0].rpartition('/')[2], *words[1:]], ensure_ascii=False)}"
    else:
        binary = "" if component.dockerfile.is_multi_stage else _binary(component)
        first = _placed(component, binary) if binary else words[0]
        yield f"ENTRYPOINT {json.dumps([first, *words[1:]], ensure_ascii=False)}"
