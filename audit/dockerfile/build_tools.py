"""Recognise the commands that compile or install a component's code or dependencies, and their language.

OS packages are never a build; neither is a fetch, a copy or a change of modes.
"""

from collections.abc import Callable

from audit.dockerfile import programs

_SETUP = frozenset({"install", "develop", "build", "build_ext", "bdist_wheel", "bdist_egg", "sdist"})
_CARGO = frozenset({"build", "install", "chef", "rustc", "auditable"})
_NODE_INSTALLS = frozenset({"ci", "install", "i", "add", "rebuild", "build", "clean-install"})
_NODE_RUNS = frozenset({"run", "exec", "run-script", "x", "dlx"})
# options whose value is the next word, before the action
_TAKES_VALUE = frozenset(
    ["--prefix", "--cwd", "-C", "--dir", "--filter", "-F", "-w", "--workspace", "--cache-dir", "--proxy", "--timeout"]
)
_ASKS = frozenset({"--version", "-version", "-v", "-V", "--help", "-h", "-dumpversion", "-dumpmachine"})
_CONDA = frozenset({"install", "create", "update", "env update", "env create"})
_PROJECT = frozenset({"install", "sync", "build"})
_RELEASE = frozenset({"build", "publish", "release", "apply", "resolve"})
# program -> language, and the first words that build
_ACTIONS = {
    "go": ("go", frozenset({"build", "install", "get"})),
    "uv": ("python", frozenset({"sync", "build", "pip install", "pip sync", "tool install"})),
    **dict.fromkeys(("poetry", "pdm", "pipenv"), ("python", _PROJECT)),
    **dict.fromkeys(("conda", "mamba", "micromamba"), ("python", _CONDA)),
    **dict.fromkeys(("ko", "goreleaser"), ("?", _RELEASE)),
}
Reading = tuple[str, str]


def read(words: tuple[str, ...]) -> Reading | None:
    """Return (language, tool) of a build command; the language is `?` where another tool hides it.

    None when the command builds nothing.
    """
    program = words[0].rpartition("/")[2]
    if len(words) > 1 and all(word in _ASKS for word in words[1:]):
        return None
    plain = _plain(words[1:])
    for reader in _READERS:
        if (found := reader(program, words, plain)) is not None:
            return found
    return None


def _plain(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words that are neither options nor values of the options in _TAKES_VALUE."""
    before = ("", *words)
    return tuple(
        word for last, word in zip(before, words, strict=False) if not word.startswith("-") and last not in _TAKES_VALUE
    )


def _by_action(program: str, _: tuple[str, ...], plain: tuple[str, ...]) -> Reading | None:
    language, actions = _ACTIONS.get(program, ("", frozenset[str]()))
    asked = {" ".join(plain[:1]), " ".join(plain[:2])}
    return (language, f"{program} {plain[0]}") if asked & actions else None


def _go_wrapper(program: str, _: tuple[str, ...], plain: tuple[str, ...]) -> Reading | None:
    if program in ("xx-go", "garble") and "build" in plain:
        return "go", f"{program} build"
    return ("?", "bazel build") if program in ("bazel", "bazelisk") and plain[:1] in (("build",), ("run",)) else None


def _python(program: str, words: tuple[str, ...], plain: tuple[str, ...]) -> Reading | None:
    if programs.PYTHON.fullmatch(program):
        if "-m" in words[1:3]:
            inner = words[words.index("-m") + 1 :]
            return ("python", "python -m build") if inner[:1] == ("build",) else read(inner) if inner else None
        if plain and plain[0].endswith("setup.py") and _SETUP & set(plain):
            return "python", "python setup.py"
        return None
    if programs.PIP.fullmatch(program):
        return ("python", "pip install") if plain[:1] in (("install",), ("wheel",)) and _fetches(words) else None
    return ("python", program) if program == "easy_install" and plain else None


def _fetches(words: tuple[str, ...]) -> bool:
    """Tell whether pip resolves anything: a local wheel without dependencies, or no index at all, builds nothing."""
    local = any(word.endswith((".whl", "/*")) and "://" not in word for word in words[1:])
    return "--no-index" not in words and not ("--no-deps" in words and local)


def _node(program: str, words: tuple[str, ...], plain: tuple[str, ...]) -> Reading | None:
    if program in programs.NODE_PACKAGE_MANAGERS and not _ASKS & set(words):
        return _node_package(program, plain)
    if program == "npx" and plain:
        return _node("npx build" if "build" in plain[1:] else plain[0], words, plain[1:])
    if program in programs.NODE_COMPILERS or (program in programs.NODE_SERVERS and "build" in plain):
        return "node", program
    return ("node", "npx") if program == "npx build" else None


def _node_package(program: str, plain: tuple[str, ...]) -> Reading | None:
    """Read the action of a package manager; `yarn` alone installs, `workspace NAME` only selects a folder."""
    if plain[:1] == ("workspace",):
        plain = plain[2:]
    elif plain[:1] in (("workspaces",), ("global",)):
        plain = tuple(word for word in plain[1:] if word != "foreach")
    action = plain[0] if plain else ("install" if program == "yarn" else "")
    if action in _NODE_INSTALLS or (action.startswith("build:") and program != "npm"):
        return "node", f"{program} {action}"
    if action in _NODE_RUNS and any("build" in word or "compile" in word for word in plain[1:]):
        return "node", f"{program} run build"
    return None


def _compiled(program: str, words: tuple[str, ...], plain: tuple[str, ...]) -> Reading | None:
    if program == "cargo":
        asked = next((word for word in plain if not word.startswith("+")), "")
        return ("rust", f"cargo {asked}") if asked in _CARGO else None
    if program == "rustc" and plain:
        return "rust", program
    if program in programs.JVM_COMPILERS:
        return "java", program
    if programs.compiles_c(program) and (len(words) > 1 or program == "ninja"):
        return "cpp", program
    return None


def _others(program: str, words: tuple[str, ...], plain: tuple[str, ...]) -> Reading | None:
    if program == "bundle" and plain[:1] in ((), ("install",)):
        return "other", "bundle install"
    if program in ("Rscript", "R") and any("install" in word.lower() for word in words):
        return "r", program
    return None


def _undecided(program: str, words: tuple[str, ...], plain: tuple[str, ...]) -> Reading | None:  # noqa: ARG001
    """Read other task runners, and programs with an undecided name and a word to build or install."""
    if program in programs.TASK_RUNNERS:
        return "?", program
    return ("?", program) if "$" in program and {"build", "install"} & set(plain) else None


_READERS: tuple[Callable[[str, tuple[str, ...], tuple[str, ...]], Reading | None], ...] = (
    _by_action,
    _go_wrapper,
    _python,
    _node,
    _compiled,
    _others,
    _undecided,
)
