"""Build commands of a Dockerfile: what compiles or installs, in which stage, with what is hidden."""

from audit.dockerfile import build
from audit.dockerfile.build_context import Files, folders
from audit.dockerfile.indirection import Followed
from audit.dockerfile.parse import parse
from audit.model.command import BuildCommand, Command
from audit.model.dockerfile import Dockerfile
from audit.model.evidence import Evidence
from audit.model.repository import Source

TEXT = """\
FROM golang AS build
WORKDIR /w
COPY . .
ENV CGO_ENABLED=0
RUN go mod download && go build -o /x ./cmd
RUN make web
FROM scratch
COPY --from=build /x /x
RUN ["pip", "install", "y"]
"""


def follow(text: str, files: dict[str, str], unread: tuple[str, ...] = ()) -> tuple[Followed, ...]:
    dockerfile = parse(Source("Dockerfile", text.encode()))
    assert isinstance(dockerfile, Dockerfile)
    paths = {*files, *unread}
    return build.follow(dockerfile, Files(paths, files, folders(paths)))


def missing(texts: dict[str, str], *unread: str) -> list[str]:
    dockerfile = parse(Source("Dockerfile", TEXT.encode()))
    assert isinstance(dockerfile, Dockerfile)
    paths = {*texts, *unread}
    files = Files(paths, texts, folders(paths))
    build.follow(dockerfile, files)
    return list(files.missing)


def test_builds_of_all_stages_in_order() -> None:
    assert list(build.builds(follow(TEXT, {"Makefile": "web:\n\tnpm ci\n\techo done\n"}))) == [
        BuildCommand(
            stage=0,
            language="go",
            tool="go build",
            line=5,
            text="go build -o /x ./cmd",
            words=("go", "build", "-o", "/x", "./cmd"),
            folder="/w",
            environment=(("CGO_ENABLED", "0"),),
        ),
        BuildCommand(
            stage=0,
            language="node",
            tool="npm ci",
            line=6,
            text="npm ci",
            words=("npm", "ci"),
            folder="/w",
            environment=(("CGO_ENABLED", "0"),),
            trail=(Evidence("Makefile", 2, "npm ci"),),
        ),
        BuildCommand(
            stage=1,
            language="python",
            tool="pip install",
            line=9,
            text="pip install y",
            words=("pip", "install", "y"),
            folder="/",
        ),
    ]


def test_what_hides_its_builds_is_one_of_unknown_language() -> None:
    assert list(build.builds(follow("FROM x\nRUN make web\n", {}))) == [
        BuildCommand(
            stage=0,
            language="?",
            tool="make",
            line=2,
            text="make web",
            words=("make", "web"),
            folder="/",
            unread="its Makefile is no file of the build context",
        )
    ]


def test_a_stage_that_only_copies_fetches_or_sets_modes_builds_nothing() -> None:
    text = "FROM golang AS build\nCOPY . .\nRUN git clone https://x/y && chmod +x y\nRUN apt-get install gcc\n"
    assert list(build.builds(follow(text, {}))) == []


def test_what_was_not_read_is_wanted_and_gone_when_given() -> None:
    assert missing({}, "Makefile") == ["Makefile"]
    assert missing({"Makefile": "web:\n\t./b.sh\n"}, "b.sh") == ["b.sh"]
    assert missing({"Makefile": "web:\n\t./b.sh\n", "b.sh": "npm ci\n"}) == []


def test_every_command_is_told_those_that_build_nothing_and_those_that_hide_included() -> None:
    assert list(build.every(follow("FROM x\nRUN curl a | tar x\nRUN make t\n", {}))) == [
        Command(0, 2, "curl a", ("curl", "a")),
        Command(0, 2, "tar x", ("tar", "x"), piped_from=True),
        Command(0, 3, "make t", ("make", "t")),
    ]
