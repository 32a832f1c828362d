"""From a Dockerfile and the files around it to a component; first the files it wants."""

import pytest

from audit.components.component import name, wanted
from tests.components.looking import component, read, tree


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


def test_the_files_that_explain_a_dockerfile_are_wanted() -> None:
    assert set(wanted(read(TEXT), tree({}, *PATHS))) == {
        "Makefile",
        "cmd/a/a.go",
        "cmd/a/main.go",
        "go.mod",
        "run.sh",
        "other.sh",
    }


def test_files_that_were_read_are_wanted_no_more() -> None:
    texts = dict.fromkeys(PATHS, "")
    assert list(wanted(read(TEXT), tree({**texts, "Makefile": "web:\n\tnpm ci\n"}))) == []


def test_a_second_round_wants_what_the_first_one_names() -> None:
    texts = dict.fromkeys(PATHS, "") | {"Makefile": "web:\n\t./build.sh\n"}
    assert set(wanted(read(TEXT), tree(texts, "build.sh"))) == {"build.sh"}


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
