"""List the programs that commands are recognised by, each kind in one place.

Names are the last part of a program's path: `make` for `/usr/bin/make`. This module imports nothing of the project.
"""

import re

SHELLS = frozenset({"sh", "bash", "dash", "ash", "zsh"})
_SHEBANG = re.compile(r"#!\s*(?:/usr/bin/env\s+(?:-S\s+)?)?(?:\S*/)?([\w.-]+)")
INITS = frozenset({"tini", "dumb-init", "catatonit", "docker-init"})
# an entry point that begins with one of these becomes the command that follows
LAUNCHERS = INITS | {"gosu", "su-exec", "exec", "nohup"}
# programs of a shell command that run another, with their options that take the next word
WRAPPERS = {
    "exec": ("-a",),
    "env": ("-u", "--unset", "-C", "--chdir"),
    "time": ("-f", "-o"),
    "nohup": (),
    "sudo": ("-u", "-g", "-h", "-p", "-C", "-D", "-R", "-T"),
    "command": (),
    "nice": ("-n",),
}

OS_PACKAGE_MANAGERS = frozenset({"apt", "apt-get", "apk", "dnf", "yum", "microdnf", "zypper", "tdnf"})
C_COMPILER_PACKAGES = frozenset({"gcc", "g++", "gcc-c++", "clang", "build-base", "build-essential"})
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
