"""Build commands of a Dockerfile: what compiles or installs, in which stage, with what is hidden."""

from audit.dockerfile import build
from audit.dockerfile.indirection import Followed
from audit.model.command import BuildCommand, Command
from audit.model.evidence import Evidence
from tests.dockerfile.reading import read, tree

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


def follow(text: str, texts: dict[str, str]) -> tuple[Followed, ...]:
    return build.follow(read(text), tree(texts))


def test_builds_of_all_stages_in_order() -> None:
    off = (("CGO_ENABLED", "0"),)
    made = Evidence("Makefile", 2, "npm ci")
    assert list(build.builds(follow(TEXT, {"Makefile": "web:\n\tnpm ci\n\techo done\n"}))) == [
        BuildCommand(0, "go", "go build", 5, "go build -o /x ./cmd", ("go", "build", "-o", "/x", "./cmd"), "/w", off),
        BuildCommand(0, "node", "npm ci", 6, "npm ci", ("npm", "ci"), "/w", off, trail=(made,)),
        BuildCommand(1, "python", "pip install", 9, "pip install y", ("pip", "install", "y"), "/"),
    ]


def test_what_hides_its_builds_is_one_of_unknown_language() -> None:
    why = "its Makefile is no file of the build context"
    assert list(build.builds(follow("FROM x\nRUN make web\n", {}))) == [
        BuildCommand(0, "?", "make", 2, "make web", ("make", "web"), "/", unread=why)
    ]


def test_a_stage_that_only_copies_fetches_or_sets_modes_builds_nothing() -> None:
    text = "FROM golang AS build\nCOPY . .\nRUN git clone https://x/y && chmod +x y\nRUN apt-get install gcc\n"
    assert list(build.builds(follow(text, {}))) == []


def test_every_command_is_told_those_that_build_nothing_and_those_that_hide_included() -> None:
    assert list(build.every(follow("FROM x\nRUN curl a | tar x\nRUN make t\n", {}))) == [
        Command(0, 2, "curl a", ("curl", "a")),
        Command(0, 2, "tar x", ("tar", "x"), piped_from=True),
        Command(0, 3, "make t", ("make", "t")),
    ]
