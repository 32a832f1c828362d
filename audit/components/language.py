"""The language of the program that the final image runs."""

import re
from collections.abc import Collection, Iterator

from audit.components import context
from audit.components.program import Program
from audit.dockerfile import running
from audit.model.dockerfile import BuildCommand, Dockerfile, Image, Transfer
from audit.model.evidence import Answer, Confidence, Evidence

_PROGRAMS = (
    (re.compile(r"python[\d.]*|pip[\d.]*|gunicorn|uvicorn|hypercorn|flask|jupyter(?:-lab|-notebook|hub)?|pytest|uv|celery|"
                r"streamlit|mlserver|torchrun|start-notebook\.sh|tensorboard|.*\.py"), "python"),
    (re.compile(r"node|nodejs|npm|npx|yarn|pnpm|bun|deno|nodemon|.*\.[cm]?js"), "node"),
    (re.compile(r"java|.*\.jar|catalina\.sh|spark-submit"), "java"),
    (re.compile(r"Rscript|R"), "r"),
    (re.compile(r"go"), "go"),
    (re.compile(r"nginx|envoy|httpd|apachectl|tinyproxy|haproxy|squid|caddy|traefik|minio|redis-server|mysqld|postgres"),
     "other"),
)
# what an image's name says of the language of what is put on it; whole words of its last part only
_BASES = (
    (frozenset({"python", "python3", "pytorch", "tensorflow", "jupyter", "notebook", "miniconda", "miniconda3", "anaconda",
                "anaconda3", "conda", "cuda", "mxnet", "keras", "xgboost", "deepspeed", "horovod", "chainer",
                "dlvm", "tf", "uv", "ml"}), "python"),
    (frozenset({"node", "nodejs", "node14", "node16", "node18", "node20", "node22"}), "node"),
    (frozenset({"golang", "go", "toolset"}), "go"),
    (frozenset({"openjdk", "java", "jre", "jdk", "temurin", "maven", "gradle", "spark", "tomcat", "corretto"}), "java"),
    (frozenset({"rust"}), "rust"),
    (frozenset({"nginx", "envoy", "httpd", "haproxy", "minio"}), "other"),
)
_MODULES = (("go.mod", "go"), ("Cargo.toml", "rust"), ("pom.xml", "java"), ("Gopkg.toml", "go"), ("glide.yaml", "go"))
_PACKAGE_MANAGERS = frozenset({"apt-get", "apt", "apk", "yum", "dnf", "microdnf"})
_COMPILER_PACKAGES = frozenset({"g++", "gcc", "build-essential", "clang", "cmake", "gcc-c++", "build-base"})
_COMPILED = ("go", "rust", "java", "cpp")


def find(dockerfile: Dockerfile, program: Program, builds: tuple[BuildCommand, ...], paths: Collection[str]) -> Answer:
    """Return the language, with what led to it; the first reading that decides wins."""
    for reading in (_by_program, _by_origin, _by_final_build, _by_base, _by_cargo, _by_packages):
        for answer in reading(dockerfile, program, builds, paths):
            return answer
    value = "shell" if program.script or program.words else "none"
    return Answer(value, "low", program.trail or (Evidence(dockerfile.path, dockerfile.final_stage.line, "no program"),))


def of_program(name: str) -> str:
    """Return the language that a program's name tells, or an empty text."""
    return next((language for pattern, language in _PROGRAMS if pattern.fullmatch(name)), "")


def of_base(image: Image) -> str:
    """Return the language that the last part of an image's name tells, or an empty text."""
    words = set(re.split(r"[-_.\d/]+", image.name)) | set(re.split(r"[-_/]", image.name))
    return next((language for names, language in _BASES if names & words), "")


def _answer(value: str, confidence: Confidence, *evidence: Evidence) -> Answer:
    return Answer(value, confidence, evidence)


def _by_program(
    dockerfile: Dockerfile, program: Program, builds: tuple[BuildCommand, ...], paths: Collection[str],
) -> Iterator[Answer]:
    if program.words and (language := of_program(program.name)):
        yield _answer(language, "high", *program.trail)


def _by_origin(
    dockerfile: Dockerfile, program: Program, builds: tuple[BuildCommand, ...], paths: Collection[str],
) -> Iterator[Answer]:
    """Read where the program's file was taken from: a stage that builds, or the repository."""
    if not program.words or "/" not in program.words[0]:  # a bare name is looked up on PATH
        return
    stage = dockerfile.final_stage
    folder = running.folder(dockerfile, stage, before=1 << 62)
    for found in context.carried(dockerfile, stage, program.words[0], folder):
        if isinstance(found.origin, int):
            yield from _of_stage(dockerfile, found.origin, found.line, builds, paths)
        elif found.origin is None and program.words[0] != program.script:
            yield from _of_context(dockerfile, found, paths)


def _of_stage(
    dockerfile: Dockerfile, index: int, line: int, builds: tuple[BuildCommand, ...], paths: Collection[str],
) -> Iterator[Answer]:
    """Yield the compiled language built in the stage or its parents, else what its image or the repository says."""
    stages = {stage.index for stage in dockerfile.lineage(index)}
    inside = [each for each in builds if each.stage in stages]
    copied = Evidence(dockerfile.path, line, f"copied from stage {index}")
    for language in (*_COMPILED, "python", "node"):
        for each in inside:
            if each.language == language:
                yield _answer(language, "high", copied, Evidence(dockerfile.path, each.line, each.text))
    root = dockerfile.root(index)
    if language := of_base(root.image):
        yield _answer(language, "medium", copied, Evidence(dockerfile.path, root.line, f"FROM {root.image.text}"))
    elif inside:
        yield from _of_module(dockerfile, paths, "medium")


def _of_context(dockerfile: Dockerfile, found: context.Carried, paths: Collection[str]) -> Iterator[Answer]:
    """Yield the language of the repository's module for a binary that is copied from the build context."""
    present = context.locate(found.path, dockerfile.path, paths)
    if present is not None and present.endswith(".sh"):
        yield _answer("shell", "high", Evidence(present, 1, "a shell script"))
    elif present is None:
        yield from _of_module(dockerfile, paths, "low")


def _of_module(dockerfile: Dockerfile, paths: Collection[str], confidence: Confidence) -> Iterator[Answer]:
    for folder in context.ancestors(dockerfile.path):
        for name, language in _MODULES:
            path = f"{folder}/{name}" if folder else name
            if path in paths:
                yield _answer(language, confidence, Evidence(path, None, f"the nearest module file is {name}"))


def _by_final_build(
    dockerfile: Dockerfile, program: Program, builds: tuple[BuildCommand, ...], paths: Collection[str],
) -> Iterator[Answer]:
    """Read what is built or installed in the final stage itself; a script that runs tools is shell all the same."""
    if program.script:
        return
    stages = {stage.index for stage in dockerfile.lineage(dockerfile.final)}
    own = [each for each in builds if each.stage in stages]
    for language in (*_COMPILED, "node", "python", "r", "other"):
        for each in own:
            if each.language == language:
                yield _answer(language, "medium", Evidence(dockerfile.path, each.line, each.text))


def _by_cargo(
    dockerfile: Dockerfile, program: Program, builds: tuple[BuildCommand, ...], paths: Collection[str],
) -> Iterator[Answer]:
    """Read what is carried into the image when nothing says what it runs: binaries of a stage or of the context."""
    for stage in dockerfile.lineage(dockerfile.final):
        for transfer in stage.transfers:
            if isinstance(transfer.origin, int) and any(
                each.stage in {up.index for up in dockerfile.lineage(transfer.origin)} and each.language in (*_COMPILED, "?")
                for each in builds
            ):
                yield from _of_stage(dockerfile, transfer.origin, transfer.line, builds, paths)
            elif transfer.origin is None and not program.words:
                yield from _of_binaries(dockerfile, transfer, paths)


def _of_binaries(dockerfile: Dockerfile, transfer: Transfer, paths: Collection[str]) -> Iterator[Answer]:
    for source in transfer.sources:
        plain = not {"*", ".", ":", "$", "?"} & set(source.strip("./"))
        if plain and context.locate(source, dockerfile.path, paths) is None and not _is_folder(source, dockerfile, paths):
            yield from _of_module(dockerfile, paths, "low")


def _is_folder(source: str, dockerfile: Dockerfile, paths: Collection[str]) -> bool:
    inner = source.strip("./")
    heads = tuple(f"{folder}/{inner}/".lstrip("/") for folder in context.ancestors(dockerfile.path))
    return not inner or any(path.startswith(heads) for path in paths)


def _by_packages(
    dockerfile: Dockerfile, program: Program, builds: tuple[BuildCommand, ...], paths: Collection[str],
) -> Iterator[Answer]:
    """Read the compilers that OS packages bring into an image that declares no program."""
    if program.words:
        return
    for stage in dockerfile.leading_to(dockerfile.final):
        for command in running.commands(dockerfile, stage):
            if command.program in _PACKAGE_MANAGERS and _COMPILER_PACKAGES & set(command.words):
                yield _answer("cpp", "low", Evidence(dockerfile.path, command.line, command.text))


def _by_base(
    dockerfile: Dockerfile, program: Program, builds: tuple[BuildCommand, ...], paths: Collection[str],
) -> Iterator[Answer]:
    root = dockerfile.root(dockerfile.final)
    if not program.script and (language := of_base(root.image)):
        yield _answer(language, "medium", Evidence(dockerfile.path, root.line, f"FROM {root.image.text}"))
