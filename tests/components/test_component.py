"""From a Dockerfile and the files beside it to a component; files that are missing are recorded."""

import pytest

from audit.components.component import name
from tests.components.looking import component, missing


@pytest.mark.parametrize(
    ("path", "found"),
    [
        pytest.param("Dockerfile", "r", id="at the root: the repository's name"),
        pytest.param("cmd/ui/Dockerfile", "ui", id="the folder's name"),
        pytest.param("cmd/ui/v1beta1/Dockerfile", "ui", id="a version is no name"),
        pytest.param("build/images/tf_operator/Dockerfile", "tf_operator", id="neither are build and images"),
        pytest.param("docker/Dockerfile", "r", id="nor docker"),
        pytest.param("Dockerfile.launcher", "r-launcher", id="a word behind"),
        pytest.param("backend/Dockerfile.driver", "backend-driver", id="a folder and a word behind"),
        pytest.param("servers/sklearn.Dockerfile", "servers-sklearn", id="a word before"),
        pytest.param("ui/Containerfile", "ui", id="a Containerfile"),
        pytest.param("ui/dockerfile", "ui", id="small letters"),
        pytest.param("a/non_dist_Dockerfile", "a-non_dist", id="a word and an underscore"),
    ],
)
def test_name(path: str, found: str) -> None:
    assert name("o/r", path) == found


TEXT = """\
FROM golang AS build
COPY . .
RUN make web && go build ./cmd/a
FROM x
COPY run.sh bin /
COPY --from=build /a /a
ENTRYPOINT ["/run.sh"]
"""
PATHS = ("Makefile", "cmd/a/main.go", "cmd/a/a.go", "go.mod", "run.sh", "other.sh")


ALL = {"Makefile", "cmd/a/a.go", "cmd/a/main.go", "go.mod", "run.sh", "other.sh"}


@pytest.mark.parametrize(
    ("texts", "others", "found"),
    [
        pytest.param({}, PATHS, ALL, id="the files that explain a Dockerfile"),
        pytest.param(
            dict.fromkeys(PATHS, "") | {"Makefile": "web:\n\tnpm ci\n"}, (), set(), id="nothing when all were read"
        ),
        pytest.param(
            dict.fromkeys(PATHS, "") | {"Makefile": "web:\n\t./build.sh\n"},
            ("build.sh",),
            {"build.sh"},
            id="a second time, what the files of the first time name",
        ),
    ],
)
def test_missing_files_are_recorded(texts: dict[str, str], others: tuple[str, ...], found: set[str]) -> None:
    assert missing(TEXT, texts, *others) == found


def test_find_answers_from_what_was_read() -> None:
    found = component(TEXT, {"Makefile": "web:\n\tnpm ci\n", "run.sh": "#!/bin/sh\nexec /a\n", "go.mod": "go 1.20\n"})
    assert (
        found.name,
        [each.tool for each in found.builds],
        [each.text for each in found.commands],
        found.program.words,
        found.program.script,
        found.language.value,
        found.kind.value,
        [each.text for each in found.outside],
        found.prebuilds,
        found.module.go_line.text if found.module.go_line else "",
    ) == (
        "r",
        ["npm ci", "go build"],
        ["npm ci", "go build ./cmd/a"],
        ("/a",),
        "run.sh",
        "go",
        "service",
        ["COPY bin/a", "COPY bin"],
        (),
        "go 1.20",
    )
