"""KF102: no build command runs in the stage that ships."""

from tests.cases import cases
from tests.judging import in_short, result

NODE = "FROM node AS build\nRUN npm ci\nFROM node:24-slim\nCOPY --from=build /app /app\n"
PYTHON = "FROM python AS build\nRUN pip wheel -w /w .\nFROM python\nCOPY --from=build /w /w\n"


@cases(
    "text, expected",
    {
        "a single stage is KF101's business": ("FROM node\nRUN npm ci\n", ("not-applicable", None)),
        "two stages that have nothing to do with each other are single ones": (
            "FROM node AS other\nRUN npm ci\nFROM node\nRUN npm ci\n",
            ("not-applicable", None),
        ),
        "the final stage only copies": (NODE, ("pass", 3)),
        "it installs dependencies again": (NODE + "RUN npm ci --omit=dev\n", ("fail", 5)),
        "it installs a tool globally": (NODE + "RUN npm install --global serve\n", ("fail", 5)),
        "OS packages are no build": (NODE + "RUN apt-get install -y curl\n", ("pass", 3)),
        "npm does other things too": (NODE + "RUN npm cache clean --force\n", ("pass", 3)),
        "a make target that nobody can read is a build": (NODE + "RUN make\n", ("fail", 5)),
        "wheels without an index": (PYTHON + "RUN pip install --no-index /w/*.whl\n", ("pass", 3)),
        "a local wheel without dependencies": (PYTHON + "RUN pip install --no-deps /w/a.whl\n", ("pass", 3)),
        "a wheel with dependencies is an install": (PYTHON + "RUN pip install /w/a.whl\n", ("fail", 5)),
        "a package that is no local wheel": (PYTHON + "RUN pip install --no-deps gunicorn\n", ("fail", 5)),
        "the stage it stands on may build": ("FROM golang AS build\nRUN go build -o /m .\nFROM build\n", ("pass", 3)),
        "it builds on top of the build": (
            "FROM golang AS build\nRUN go build -o /m .\nFROM build\nRUN go build -o /n .\n",
            ("fail", 4),
        ),
    },
)
def test_final_stage(text: str, expected: tuple[str, int | None]) -> None:
    assert result("KF102", text) == expected


def test_every_command_is_evidence() -> None:
    assert in_short("KF102", NODE + "RUN npm ci \\\n && npm run build\n") == (
        "fail: the final stage builds | 5: npm ci | 5: npm run build | "
        "-> Build in the earlier stage and copy the result."
    )


def test_a_pass_shows_the_final_stage() -> None:
    said = "pass: the final stage runs no build command | 3: FROM node:24-slim"
    assert in_short("KF102", NODE) == said


def test_a_single_stage_says_so() -> None:
    said = "not-applicable: a single stage: KF101 speaks of it"
    assert in_short("KF102", "FROM node\nRUN npm ci\n") == said
