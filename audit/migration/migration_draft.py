"""Draft the final stage on the distroless image that is made for the language.

The draft keeps what was read (files copied from earlier stages, variables, folders, the program), and notes for each
line that has no place in it where it belongs. Python's, Node's and Java's images have their interpreter as entry point:
https://github.com/GoogleContainerTools/distroless.
"""

import json
from collections.abc import Iterator

from audit.migration import final_stage
from audit.model.component import Component
from audit.model.dockerfile import Instruction

_NUMERIC = "65532:65532"  # distroless' nonroot, as a number
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
    """Yield the only stage of the file as a build stage."""
    final = component.dockerfile.final_stage
    yield f"FROM {final.image.text} AS build"
    lines = (line.end_line for line in final.instructions if line.keyword not in ("CMD", "ENTRYPOINT"))
    last = max(lines, default=0)
    if last > final.line:
        yield f"# lines {final.line + 1} to {last}, as they are"
    if component.language.value == "python":
        yield "# with the packages in a folder of their own: pip install --target=/packages"
    yield ""


def _kept(component: Component) -> Iterator[str]:
    """Yield the final stage's own lines that stay, and where the others belong."""
    final, several = component.dockerfile.final_stage, component.dockerfile.is_multi_stage
    for instruction in final.instructions:
        if final_stage.stays_in_draft(instruction, several=several):
            yield f"{instruction.keyword} {_flags(instruction)}{instruction.value}"
        elif instruction.keyword == "RUN" and several:
            yield f"# line {instruction.line} belongs in a build stage: RUN {_short(instruction.value)}"
        elif instruction.keyword == "HEALTHCHECK" and instruction.words is None and instruction.value != "NONE":
            yield f"# line {instruction.line} needs a shell, which is not there: let Kubernetes probe it"
    if final.parent is not None:
        stage = component.dockerfile.stages[final.parent]
        yield f"# and what the program needs: COPY --from={stage.alias or stage.index} ..."
    if not several:
        yield from _copied(component)


def _flags(instruction: Instruction) -> str:
    return "".join(f"--{name}={value} " if value else f"--{name} " for name, value in instruction.flags)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _WIDEST else f"{line[:_WIDEST]}…"


def _copied(component: Component) -> Iterator[str]:
    """Yield what the final stage copies from the stage that was the only one."""
    if component.language.value == "python":
        yield "COPY --from=build /packages /packages"
        yield "ENV PYTHONPATH=/packages"
    if binary := final_stage.binary(component):
        yield f"COPY --from=build {binary} {_placed(component, binary)}"
    else:
        yield "# and what the program needs: COPY --from=build ..."


def _placed(component: Component, binary: str) -> str:
    """Return where the binary is looked for: at the program's own path, where that is one."""
    program = component.program
    if program.words and program.words[0].startswith("/") and not program.script:
        return program.words[0]
    return f"/{binary.rpartition('/')[2]}"


def _started(component: Component) -> Iterator[str]:
    """Yield the line that starts the program without a shell; the interpreters' images are entry points already."""
    program, language = component.program, component.language.value
    words = list(program.words)
    if program.script:
        yield f"# start the program itself, not through {program.script}"
    if not words or any("$" in word for word in words):
        yield '# ENTRYPOINT ["..."] in exec form'
        return
    name = words[0].rpartition("/")[2]
    if name.rstrip("0123456789.") in _STARTS.get(language, ()):
        yield f"CMD {json.dumps(words[1:], ensure_ascii=False)}"
    elif language == "python":
        yield f"CMD {json.dumps(['-m', name, *words[1:]], ensure_ascii=False)}"
    else:
        binary = "" if component.dockerfile.is_multi_stage else final_stage.binary(component)
        first = _placed(component, binary) if binary else words[0]
        yield f"ENTRYPOINT {json.dumps([first, *words[1:]], ensure_ascii=False)}"
