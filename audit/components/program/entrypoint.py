"""Find the program that the final image runs, behind shells, init programs and start scripts."""

from collections.abc import Mapping
from itertools import dropwhile

from audit.components.program import start_script
from audit.dockerfile import build_context, programs
from audit.dockerfile.build_context import Files
from audit.dockerfile.shell import run_commands
from audit.dockerfile.syntax import arguments, substitution
from audit.model.component import Program
from audit.model.dockerfile import Dockerfile, Instruction
from audit.model.evidence import Evidence


def declared(dockerfile: Dockerfile) -> tuple[Instruction | None, Instruction | None]:
    """Return the ENTRYPOINT and the CMD in effect; a later ENTRYPOINT resets the CMD of its parents."""
    entry: Instruction | None = None
    command: Instruction | None = None
    for stage in dockerfile.lineage(dockerfile.final):
        last = {instruction.keyword: instruction for instruction in stage.instructions}
        entry, command = last.get("ENTRYPOINT"), command or last.get("CMD")
        if entry is not None:
            break
    return entry, command


def words(instruction: Instruction | None, values: Mapping[str, str]) -> tuple[str, ...]:
    """Return what an ENTRYPOINT or CMD runs as words; shell form runs through `sh -c`."""
    if instruction is None:
        return ()
    if instruction.words is not None:
        return instruction.words
    return ("/bin/sh", "-c", substitution.substitute(instruction.value, values)) if instruction.value else ()


def find(dockerfile: Dockerfile, files: Files) -> Program:
    """Return the program; a script is followed when its text is at hand (two levels)."""
    entry, command = declared(dockerfile)
    values = arguments.environment(dockerfile, dockerfile.final_stage, before=run_commands.END)
    trail = tuple(
        Evidence(dockerfile.path, found.line, f"{found.keyword} {found.value}") for found in (entry, command) if found
    )
    is_shell_form = entry is not None and entry.words is None
    line = words(entry, values) + (() if is_shell_form else words(command, values))
    return _followed(Program(line, trail), dockerfile, files)


def _followed(program: Program, dockerfile: Dockerfile, files: Files) -> Program:
    for _ in range(6):
        inner = _inside(program, dockerfile, files)
        if inner is None:
            return program
        program = inner
    return program


def _inside(program: Program, dockerfile: Dockerfile, files: Files) -> Program | None:
    """Return the program one layer further in, or None when this is the innermost."""
    name, rest = program.name, program.words[1:]
    if name in programs.LAUNCHERS:
        inner = Program(_after_options(rest), program.trail, program.script)
        return inner if inner.words or not program.script else None
    if name in programs.SHELLS and rest:
        if rest[0].startswith("-") and "c" in rest[0] and len(rest) > 1:
            return start_script.innermost(program, rest[1], rest[2:])
        return Program(_after_options(rest), program.trail, program.script) if _after_options(rest) else None
    if program.words and not program.script:
        return _scripted(program, dockerfile, files)
    return None


def _scripted(program: Program, dockerfile: Dockerfile, files: Files) -> Program | None:
    """Return what the shell script that is run runs, when it is one and its text is at hand."""
    path = _script_path(program, dockerfile, files)
    content = files.text(path) or "" if path else ""
    runner = programs.interpreter_of(content)
    if path is None or not (runner in programs.SHELLS or (not runner and path.endswith(".sh") and content)):
        return None
    here = Evidence(path, 1, content.split("\n", 1)[0])
    script = Program(program.words, (*program.trail, here), path)
    inner = start_script.innermost(script, content, program.words[1:])
    return inner or Program(program.words, program.trail, path)


def _script_path(program: Program, dockerfile: Dockerfile, files: Files) -> str | None:
    """Return the repository's path of the file that the program's first word names, or None."""
    for found in build_context.carried(dockerfile, dockerfile.final_stage, program.words[0], folder(dockerfile)):
        if found.origin is None and (path := build_context.locate(found.path, dockerfile.path, files.paths)):
            return path
    return None


def folder(dockerfile: Dockerfile) -> str:
    """Return the working folder in which the final image starts its program."""
    return run_commands.folder(dockerfile, dockerfile.final_stage, before=run_commands.END)


def _after_options(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dropwhile(lambda word: word.startswith("-"), words))


def is_idle(program: Program, texts: Mapping[str, str]) -> bool:
    """Tell whether the program only starts its arguments: an init, a shell, a script that hands over."""
    hands_over = start_script.hands_over(texts.get(program.script, ""))
    starts_nothing = program.name in programs.LAUNCHERS or (bool(program.trail) and not program.words)
    waits = bool(program.trail) and not program.script and start_script.only_waits(_text(program))
    return starts_nothing or waits or (hands_over and program.name == program.script.rpartition("/")[2])


def _text(program: Program) -> str:
    """Return a program as shell text: the script of `sh -c`, empty for a shell by itself."""
    if program.name not in programs.SHELLS:
        return " ".join(program.words)
    return next((text for text in program.words[1:] if not text.startswith("-")), "")
