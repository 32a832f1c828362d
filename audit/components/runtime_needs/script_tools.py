"""Find the programs that a Python or Node program starts."""

import re
from collections.abc import Iterator, Mapping

from audit.components.runtime_needs.script_closure import ScriptClosure
from audit.model.evidence import Evidence
from audit.model.runtime_needs import Tool
from audit.policy.needs import CallingPackage

LANGUAGES = frozenset({"python", "node"})
_CALLS: Mapping[str, re.Pattern[str]] = {
    "python": re.compile(
        r"(?<![\w.])(?:subprocess\.(?:run|Popen|call|check_call|check_output|getoutput|getstatusoutput)"
        r"|os\.(?:system|popen|exec[lv]p?e?|spawn[lv]p?e?|posix_spawnp?)|shutil\.which"
        r"|asyncio\.create_subprocess_(?:exec|shell))\("
    ),
    "node": re.compile(
        r"(?<![\w])(?:(?:child_process|cp)\.)?(?:execFileSync|execFile|execSync|exec|spawnSync|spawn)\("
    ),
}
_NODE_MODULE = re.compile(r"""['"](?:node:)?child_process['"]""")
_BARE = re.compile(r"^[ \t]*from[ \t]+subprocess[ \t]+import[ \t]+([^\n#]+)", re.MULTILINE)
_LITERAL = re.compile(r"""^\s*[\[(]?\s*[rf]?(?P<quote>['"`])(?P<text>[^'"`\n]*)(?P=quote)""")
_ARGUMENTS = 300  # characters that are looked at after a call
_SHELL = re.compile(r"os\.(?:system|popen)|getoutput|getstatusoutput|create_subprocess_shell")
_PACKAGE = {
    "python": r"^[ \t]*(?:import|from)[ \t]+{name}(?:[ \t.,]|$)",
    "node": r"""(?:from|require\()\s*['"]{name}['"]""",
}


def find(closure: ScriptClosure, language: str, known: tuple[CallingPackage, ...]) -> Iterator[Tool]:
    """Yield each program once, with its first call; `sh` where a call goes through a shell."""
    shown: set[tuple[str, str]] = set()
    for path, text in closure.sources:
        for tool in (*_calls(path, text, language), *_packages(path, text, language, known)):
            if (tool.name, tool.module) not in shown:
                shown.add((tool.name, tool.module))
                yield tool


def _calls(path: str, text: str, language: str) -> Iterator[Tool]:
    if language == "node" and not _NODE_MODULE.search(text):
        return
    found = list(_CALLS[language].finditer(text)) + list(_of_bare_names(text) if language == "python" else ())
    for match in found:
        start = text.rfind("\n", 0, match.start()) + 1
        before = text[start : match.start()]
        if before.lstrip().startswith(("#", "//", "*")) or before.rstrip().endswith(("def", "function", "`")):
            continue
        arguments = text[match.end() : match.end() + _ARGUMENTS]
        shown = Evidence(path, text.count("\n", 0, match.start()) + 1, text[start:].partition("\n")[0].strip()[:160])
        yield from (Tool(name, shown) for name in _names(match[0], arguments))


def _of_bare_names(text: str) -> Iterator[re.Match[str]]:
    """Yield the calls of names that were imported from subprocess."""
    for imported in _BARE.finditer(text):
        names = [re.escape(name.strip()) for name in imported[1].strip("() ").split(",") if name.strip().isidentifier()]
        called = [name for name in names if name not in ("PIPE", "STDOUT", "DEVNULL", "CalledProcessError")]
        if called:
            yield from re.finditer(rf"(?<![\w.])(?:{'|'.join(called)})\(", text)


def _names(call: str, arguments: str) -> Iterator[str]:
    """Yield the program's name, `?` where no literal gives it, none for Python itself; and the shell that runs it."""
    literal = _LITERAL.match(arguments)
    words = (literal["text"] if literal else "").split()
    if words and not set(words[0]) & set("${}"):
        yield words[0].rpartition("/")[2]
    elif "sys.executable" not in arguments.partition(",")[0]:
        yield "?"
    if _SHELL.search(call) or re.search(r"shell\s*[=:]\s*[Tt]rue", arguments.partition("\n\n")[0]):
        yield "sh"


def _packages(path: str, text: str, language: str, known: tuple[CallingPackage, ...]) -> Iterator[Tool]:
    for package in known:
        shape = _PACKAGE[language].replace("{name}", re.escape(package.package))
        is_called = not package.calls or any(f"{call}(" in text for call in package.calls)
        if is_called and (match := re.search(shape, text, re.MULTILINE)):
            line = text.count("\n", 0, match.start()) + 1
            said = text.split("\n")[line - 1].strip()[:160]
            yield from (Tool(name, Evidence(path, line, said), package.package) for name in package.tools)
