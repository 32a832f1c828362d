"""Which commands compile or install the component's code or its dependencies, and in which language.

OS packages are never a build; neither is a fetch, a copy or a change of modes.
"""

import re
from collections.abc import Callable

_PYTHON = re.compile(r"python(\d(\.\d+)?)?")
_PIP = re.compile(r"pip(\d(\.\d+)?)?")
_JAVA = frozenset({"mvn", "mvnw", "gradle", "gradlew", "ant", "javac", "sbt"})
_COMPILERS = frozenset(
    {
        "gcc",
        "g++",
        "cc",
        "c++",
        "clang",
        "clang++",
        "cmake",
        "ninja",
        "meson",
        "mpicc",
        "mpicxx",
        "mpic++",
        "mpiicc",
        "mpiicpc",
        "icc",
        "nvcc",
    }
)
_NODE_INSTALLS = frozenset({"ci", "install", "i", "add", "rebuild", "build", "clean-install"})
_NODE_RUNS = frozenset({"run", "exec", "run-script", "x", "dlx"})
Reading = tuple[str, str]


def read(words: tuple[str, ...]) -> Reading | None:
    """Return (language, tool) of a build command, `?` for a language that a make target or script hides.

    None when the command builds nothing.
    """
    program = words[0].rpartition("/")[2]
    plain = tuple(word for word in words[1:] if not word.startswith("-"))
    for reader in _READERS:
        if (found := reader(program, words, plain)) is not None:
            return found
    return None


def _go(program: str, _: tuple[str, ...], plain: tuple[str, ...]) -> Reading | None:
    if program == "go" and plain and plain[0] in ("build", "install", "get"):
        return "go", f"go {plain[0]}"
    if program in ("xx-go", "garble") and "build" in plain:
        return "go", f"{program} build"
    if program in ("bazel", "bazelisk") and plain and plain[0] in ("build", "run"):
        return "?", "bazel build"
    return None


def _python(program: str, words: tuple[str, ...], plain: tuple[str, ...]) -> Reading | None:
    if _PYTHON.fullmatch(program):
        if "-m" in words[1:3]:
            inner = words[words.index("-m") + 1 :]
            return read(inner) if inner else None
        if plain and plain[0].endswith("setup.py") and {"install", "develop", "bdist_wheel", "build"} & set(plain):
            return "python", "python setup.py"
        return None
    if _PIP.fullmatch(program):
        return ("python", "pip install") if plain[:1] in (("install",), ("wheel",)) and _fetches(words) else None
    return _python_tool(program, plain)


def _python_tool(program: str, plain: tuple[str, ...]) -> Reading | None:
    if program == "uv" and plain:
        if plain[0] == "sync" or plain[:2] in (("pip", "install"), ("pip", "sync"), ("tool", "install")):
            return "python", f"uv {plain[0]}"
        return None
    if program in ("poetry", "pdm", "pipenv") and plain[:1] in (("install",), ("sync",), ("build",)):
        return "python", f"{program} {plain[0]}"
    if program in ("conda", "mamba", "micromamba") and (
        plain[:1] in (("install",), ("create",), ("update",)) or plain[:2] == ("env", "update")
    ):
        return "python", f"{program} {plain[0]}"
    return ("python", program) if program == "easy_install" and plain else None


def _fetches(words: tuple[str, ...]) -> bool:
    """Tell whether pip resolves anything: a local wheel without dependencies, or no index at all, builds nothing."""
    local = any(word.endswith(".whl") or "/" in word for word in words[1:])
    return "--no-index" not in words and not ("--no-deps" in words and local)


def _node(program: str, words: tuple[str, ...], plain: tuple[str, ...]) -> Reading | None:
    if program in ("npm", "pnpm", "yarn", "bun") and "--version" not in words:
        action = plain[0] if plain else ("install" if program == "yarn" else "")
        if action in _NODE_INSTALLS:
            return "node", f"{program} {action}"
        if action in _NODE_RUNS and any("build" in word or "compile" in word for word in plain[1:]):
            return "node", f"{program} run build"
    if program in ("ng", "webpack", "tsc", "vite", "gulp", "esbuild", "npx") and (program != "npx" or "build" in plain):
        return "node", program
    return None


def _others(program: str, words: tuple[str, ...], plain: tuple[str, ...]) -> Reading | None:
    if program == "cargo" and plain[:1] and plain[0] in ("build", "install", "chef", "rustc", "auditable"):
        return "rust", f"cargo {plain[0]}"
    if program in _JAVA:
        return "java", program
    if program in _COMPILERS and len(words) > 1 and "--version" not in words:
        return "cpp", program
    if program == "bundle" and plain[:1] == ("install",):
        return "other", "bundle install"
    if program in ("Rscript", "R") and any("install" in word for word in words):
        return "r", program
    return None


def _veiled(program: str, words: tuple[str, ...], plain: tuple[str, ...]) -> Reading | None:  # noqa: ARG001
    """Read what cannot be: another task runner, or a program whose name nobody decides, told to build."""
    if program in ("mage", "task", "just", "earthly"):
        return "?", program
    return ("?", program) if "$" in program and {"build", "install"} & set(plain) else None


_READERS: tuple[Callable[[str, tuple[str, ...], tuple[str, ...]], Reading | None], ...] = (
    _go,
    _python,
    _node,
    _others,
    _veiled,
)
