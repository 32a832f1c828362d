"""KF102: no build command runs in the stage that ships."""

import pytest

from tests.judging import in_short, result

NODE = "FROM node AS build\nRUN npm ci\nFROM node:24-slim\nCOPY --from=build /app /app\n"
PYTHON = "FROM python AS build\nRUN pip wheel -w /w .\nFROM python\nCOPY --from=build /w /w\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("FROM node\nRUN npm ci\n", ("not-applicable", None), id="a single stage is KF101's business"),
        pytest.param(
            "FROM node AS other\nRUN npm ci\nFROM node\nRUN npm ci\n",
            ("not-applicable", None),
            id="two stages that have nothing to do with each other are single ones",
        ),
        pytest.param(NODE, ("pass", 3), id="the final stage only copies"),
        pytest.param(NODE + "RUN npm ci --omit=dev\n", ("fail", 5), id="it installs dependencies again"),
        pytest.param(NODE + "RUN npm install --global serve\n", ("fail", 5), id="it installs a tool globally"),
        pytest.param(NODE + "RUN apt-get install -y curl\n", ("pass", 3), id="OS packages are no build"),
        pytest.param(NODE + "RUN npm cache clean --force\n", ("pass", 3), id="npm does other things too"),
        pytest.param(NODE + "RUN make\n", ("fail", 5), id="a make target that nobody can read is a build"),
        pytest.param(PYTHON + "RUN pip install --no-index /w/*.whl\n", ("pass", 3), id="wheels without an index"),
        pytest.param(
            PYTHON + "RUN pip install --no-deps /w/a.whl\n", ("pass", 3), id="a local wheel without dependencies"
        ),
        pytest.param(PYTHON + "RUN pip install /w/a.whl\n", ("fail", 5), id="a wheel with dependencies is an install"),
        pytest.param(
            PYTHON + "RUN pip install --no-deps gunicorn\n", ("fail", 5), id="a package that is no local wheel"
        ),
        pytest.param(
            "FROM golang AS build\nRUN go build -o /m .\nFROM build\n",
            ("pass", 3),
            id="the stage it stands on may build",
        ),
        pytest.param(
            "FROM golang AS build\nRUN go build -o /m .\nFROM build\nRUN go build -o /n .\n",
            ("fail", 4),
            id="it builds on top of the build",
        ),
    ],
)
def test_final_stage(text: str, expected: tuple[str, int | None]) -> None:
    assert result("KF102", text) == expected


def test_every_command_is_evidence() -> None:
    assert in_short("KF102", NODE + "RUN npm ci \\\n && npm run build\n") == (
        "fail: the final stage builds",
        "5: npm ci",
        "5: npm run build",
        "-> Build in the earlier stage and copy the result.",
    )


def test_a_pass_shows_the_final_stage() -> None:
    said = ("pass: the final stage runs no build command", "3: FROM node:24-slim")
    assert in_short("KF102", NODE) == said


def test_a_single_stage_says_so() -> None:
    said = ("not-applicable: a single stage: KF101 speaks of it",)
    assert in_short("KF102", "FROM node\nRUN npm ci\n") == said
