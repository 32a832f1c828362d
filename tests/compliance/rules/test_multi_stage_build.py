"""KF101: what runs is built in another stage than the one that ships."""

from tests.cases import cases
from tests.judging import at, in_short, judged, result

STEP = "Build in a first stage and take only the result into the final one with COPY --from."
BUILD = "FROM golang AS build\nRUN go build -o /m .\n"
SHIPPED = "FROM scratch\nCOPY --from=build /m /m\n"


@cases(
    "text, expected",
    {
        "an artefact is copied from a stage that builds": (BUILD + SHIPPED, ("pass", 4)),
        "aliases ignore case": ("FROM golang AS BUILD\nRUN go build -o /m .\n" + SHIPPED, ("pass", 4)),
        "a stage is named by its number": (
            "FROM golang\nRUN go build -o /m .\nFROM scratch\nCOPY --from=0 /m /m\n",
            ("pass", 4),
        ),
        "a mounted stage counts as COPY does": (
            BUILD + "FROM debian\nRUN --mount=from=build,source=/m,target=/x cp /x /m\n",
            ("pass", 4),
        ),
        "the final stage stands on the build": (BUILD + "FROM build\n", ("pass", 3)),
        "it may stand on the build through another stage": (
            "FROM golang AS a\nRUN go build -o /m .\nFROM a AS b\nFROM b\n",
            ("pass", 4),
        ),
        "an artefact may come through a stage of artefacts": (
            BUILD + "FROM scratch AS out\nCOPY --from=build /m /m\nFROM alpine\nCOPY --from=out /m /m\n",
            ("pass", 6),
        ),
        "the stage below the final one may take the artefact": (
            BUILD + "FROM alpine AS run\nCOPY --from=build /m /m\nFROM run\nUSER 1\n",
            ("pass", 4),
        ),
        "one artefact among papers is enough": (
            BUILD + "FROM scratch\nCOPY --from=build /src/LICENSE /m /\n",
            ("pass", 4),
        ),
        "licences, texts and settings are no artefact": (
            BUILD + "FROM scratch\nCOPY --from=build /LICENSE /third/NOTICES /a.txt /b.md /c.conf /d.yaml /e.yml /\n",
            ("fail", 2),
        ),
        "one stage that builds": ("FROM golang\nRUN go build -o /m .\n", ("fail", 2)),
        "an install step of Python is a build": ("FROM python\nRUN pip install -r requirements.txt\n", ("fail", 2)),
        "an install step of Node is a build": ("FROM node\nRUN npm ci\n", ("fail", 2)),
        "a make target that nobody can read is a build": ("FROM ubuntu\nRUN make all\n", ("fail", 2)),
        "a stage that nothing leads to builds nothing for it": (
            "FROM node AS unused\nRUN npm ci\nFROM golang\nRUN go build -o /m .\n",
            ("fail", 4),
        ),
        "a stage that only names an image builds nothing": (
            "FROM mpioperator/base AS mpi\nFROM debian\nCOPY --from=mpi /usr/lib/x /x\nRUN pip install a\n",
            ("fail", 4),
        ),
        "copying from an outside image does not count": (
            "FROM debian\nCOPY --from=ghcr.io/astral-sh/uv /uv /bin/uv\nRUN uv sync\n",
            ("fail", 3),
        ),
        "a stage that builds needs no name": (
            "FROM debian\nRUN pip install a\nFROM golang AS unused\nRUN go build\nFROM debian\nCOPY --from=0 /m /m\n",
            ("pass", 6),
        ),
        "an alias called build proves nothing": ("FROM golang AS build\n" + SHIPPED, ("not-applicable", None)),
        "an alias that is defined later is an image": (
            "FROM scratch\nCOPY --from=x /m /\nFROM golang AS x\nRUN go build\nFROM scratch\nCOPY --from=0 / /\n",
            ("not-applicable", None),
        ),
        "OS packages and fetches are no build": (
            "FROM nginx\nRUN apt-get update && apt-get install -y curl && git clone https://x && curl -o /y https://y\n",
            ("not-applicable", None),
        ),
    },
)
def test_stages(text: str, expected: tuple[str, int | None]) -> None:
    assert result("KF101", text) == expected


def test_evidence_names_what_is_taken_and_what_builds_it() -> None:
    text = "FROM golang AS build\nRUN go build -o /m .\nFROM scratch\nCOPY --from=build /m /n /\n"
    assert (
        in_short("KF101", text)
        == "pass: the final stage takes what an earlier stage builds | 4: takes /m /n | 2: go build -o /m ."
    )


def test_evidence_names_the_stage_that_is_stood_on() -> None:
    text = "FROM golang AS a\nRUN go build -o /m .\nFROM a AS b\nFROM b\n"
    assert judged("KF101", text).evidence == (at(4, "stands on stage a"), at(2, "go build -o /m ."))


def test_no_more_than_three_commands_are_shown() -> None:
    text = "FROM node\nRUN npm ci\nRUN npm run build\nRUN npm rebuild\nRUN npm install x\n"
    assert in_short("KF101", text) == (
        f"fail: what runs is built in the stage that ships | 2: npm ci | 3: npm run build | 4: npm rebuild | -> {STEP}"
    )


def test_a_compiled_binary_from_the_context_is_built_outside() -> None:
    assert in_short("KF101", "FROM alpine\nCOPY bin/manager /m\n", files={"go.mod": "module m\n"}) == (
        f"fail: built outside: a compiled binary is copied from the build context | 2: COPY bin/manager | -> {STEP}"
    )


def test_no_more_than_three_binaries_are_shown() -> None:
    said = judged("KF101", "FROM alpine\nCOPY a b c d /\n", files={"go.mod": "module m\n"}).evidence
    assert said == (at(2, "COPY a"), at(2, "COPY b"), at(2, "COPY c"))


@cases(
    "module, result_",
    {
        "go": ("go.mod", "fail"),
        "rust": ("Cargo.toml", "fail"),
        "java": ("pom.xml", "fail"),
        "node compiles nothing": ("package.json", "not-applicable"),
    },
)
def test_which_languages_are_compiled(module: str, result_: str) -> None:
    assert judged("KF101", "FROM alpine\nCOPY bin/manager /m\n", files={module: ""}).result == result_


def test_a_binary_beside_the_compilers_of_c() -> None:
    assert result("KF101", "FROM debian\nRUN apt-get install -y gcc\nCOPY bin/manager /m\n") == ("fail", 3)


def test_a_compiler_that_ships_has_not_been_built_outside() -> None:
    assert result("KF101", 'FROM golang\nCMD ["/usr/local/go/bin/go", "version"]\n') == ("not-applicable", None)


@cases(
    "files",
    {
        "nothing says that it is compiled": {},
        "a file of the repository was not compiled": {"go.mod": "module m\n", "bin/manager": "#!/bin/sh\n"},
    },
)
def test_what_is_copied_from_the_context_need_not_be_a_binary(files: dict[str, str]) -> None:
    text = 'FROM alpine\nCOPY bin/manager /manager\nENTRYPOINT ["/manager"]\n'
    assert in_short("KF101", text, files=files) == "not-applicable: nothing is built here"


def test_a_build_stage_beside_a_binary_from_the_context_counts() -> None:
    text = (
        "FROM golang AS build\nRUN go build -o /m .\nFROM scratch\nCOPY --from=build /m /m\nCOPY bin/tool /tool\n"
        'ENTRYPOINT ["/m"]\n'
    )
    assert result("KF101", text, files={"go.mod": "module m\n"}) == ("pass", 4)
