"""List the programs that commands are recognised by, each kind in one place.

Names are the last part of a program's path: `make` for `/usr/bin/make`. This module imports nothing of the project.
"""

import re
from dataclasses import dataclass

SHELLS = frozenset({"sh", "bash", "dash", "ash", "zsh"})
_SHEBANG = re.compile(r"#!\s*(?:/usr/bin/env\s+(?:-S\s+)?)?(?:\S*/)?([\w.-]+)")
INITS = frozenset({"tini", "dumb-init", "catatonit", "docker-init"})
# an entry point that begins with one of these becomes the command that follows
LAUNCHERS = INITS | {"gosu", "su-exec", "exec", "nohup"}


@dataclass(frozen=True, slots=True)
class Wrapper:
    """Hold how a program that runs another is called: options that take the next word, operands before the command.

    Only a word that has the form `operand` is one: `setarch` can do without its architecture.
    """

    takes_value: frozenset[str] = frozenset()
    operands: int = 0
    operand: re.Pattern[str] = re.compile(r".+", re.DOTALL)


def _wrapper(options: str = "", operands: int = 0, operand: str = r"(?s:.+)") -> Wrapper:
    return Wrapper(frozenset(options.split()), operands, re.compile(operand))


_PLAIN = "builtin catchsegv chronic eatmydata i386 linux32 linux64 nohup setsid unbuffer x86_64 busybox command"
# programs of a shell command that run another (their manual pages)
WRAPPERS: dict[str, Wrapper] = {
    **dict.fromkeys(_PLAIN.split(), _wrapper()),
    "chroot": _wrapper("", 1),
    "chrt": _wrapper("-T -P -D", 1),
    "doas": _wrapper("-u -C -a"),
    "env": _wrapper("-u --unset -C --chdir"),
    "exec": _wrapper("-a"),
    "fakeroot": _wrapper("-l -s -i -b --lib --faked"),
    "flock": _wrapper("-w --timeout -E --conflict-exit-code", 1),
    "ionice": _wrapper("-c --class -n --classdata"),
    "nice": _wrapper("-n --adjustment"),
    "setarch": _wrapper("", 1, r"[a-z]+\d\w*|\$.*|`.*|uname\d\S*"),
    "setpriv": _wrapper("--reuid --regid --groups --inh-caps --ambient-caps --bounding-set --securebits --euid --ruid"),
    "stdbuf": _wrapper("-i -o -e --input --output --error"),
    "strace": _wrapper("-e -o -s -u -P -E"),
    "sudo": _wrapper("-u -g -h -p -C -D -R -T -U -r -t --user --group --host --prompt --chdir --chroot"),
    "taskset": _wrapper("", 1),
    "time": _wrapper("-f -o --format --output"),
    "timeout": _wrapper("-k --kill-after -s --signal", 1),
    "unshare": _wrapper("-S -G -R -w --setuid --setgid --root --wd"),
    "xargs": _wrapper("-a -d -E -I -L -n -P -s --arg-file --delimiter --max-lines --max-args --max-procs --max-chars"),
    "xvfb-run": _wrapper("-e -f -n -p -s -w --error-file --auth-file --server-num --xauth-protocol --server-args"),
}
# wrappers too, but the last command of a start script stays what starts it
STARTERS: dict[str, Wrapper] = {
    "catatonit": _wrapper(),
    "docker-init": _wrapper("-p -e"),
    "dumb-init": _wrapper("-r --rewrite"),
    "gosu": _wrapper("", 1),
    "su-exec": _wrapper("", 1),
    "tini": _wrapper("-p -e"),
}
FEEDERS = frozenset({"xargs"})  # they read the pipe themselves, and give it to the command as words
ASKING = frozenset({"command", "sudo"})  # with -v they run nothing
RUNNERS = dict.fromkeys(("conda", "mamba", "micromamba"), _wrapper("-n --name -p --prefix --cwd"))  # with the word run
FIND_EXECUTES = frozenset({"-exec", "-execdir", "-ok", "-okdir"})

OS_PACKAGE_MANAGERS = frozenset({"apt", "apt-get", "apk", "dnf", "yum", "microdnf", "zypper", "tdnf"})
C_COMPILER_PACKAGES = frozenset({"gcc", "g++", "gcc-c++", "clang", "build-base", "build-essential"})
COPIERS = frozenset({"cat", "tee", "envsubst", "sed"})  # they pass on what they read
FETCHERS = frozenset({"curl", "wget", "aria2c"})

PYTHON = re.compile(r"python(\d(\.\d+)?)?")
PIP = re.compile(r"pip(\d(\.\d+)?)?")
NODE_PACKAGE_MANAGERS = frozenset({"npm", "pnpm", "yarn", "bun"})
NODE_COMPILERS = frozenset({"webpack", "tsc", "gulp", "esbuild"})
NODE_SERVERS = frozenset({"ng", "vite", "next", "react-scripts"})  # they compile only with the word `build`
JVM_BUILDERS = frozenset({"mvn", "mvnw", "gradle", "gradlew"})
JVM_COMPILERS = JVM_BUILDERS | {"ant", "javac", "sbt"}
TASK_RUNNERS = frozenset({"mage", "task", "just", "earthly"})
_C_COMPILERS = frozenset(
    {"gcc", "g++", "cc", "c++", "clang", "clang++", "cmake", "ninja", "meson", "mpicc", "mpicxx", "mpic++", "mpiicc",
     "mpiicpc", "icc", "nvcc"}
)  # fmt: skip
# `x86_64-linux-gnu-gcc`, `clang-14`
_VERSIONED_COMPILER = re.compile(r"(?:\w+-)*(gcc|g\+\+|clang|clang\+\+)(?:-\d+(?:\.\d+)*)?")

IMAGE_BUILDERS = frozenset({"docker", "docker-buildx", "buildx", "podman", "buildah", "nerdctl", "img"})
MAKE = frozenset({"make", "gmake"})
# in the order in which GNU make looks for them
MAKEFILES = ("GNUmakefile", "makefile", "Makefile")


def interpreter_of(script: str) -> str:
    """Return the program that a script's first line names, or an empty text when it has no `#!` line."""
    shebang = _SHEBANG.match(script)
    return shebang[1] if shebang else ""


def compiles_c(program: str) -> bool:
    """Tell whether a program is a compiler or a build tool of C and C++."""
    return program in _C_COMPILERS or _VERSIONED_COMPILER.fullmatch(program) is not None


def is_makefile(path: str) -> bool:
    """Tell by its name whether a file is a Makefile or one that Makefiles include."""
    name = path.rpartition("/")[2]
    return name in MAKEFILES or name.endswith(".mk")
