"""What comes from the build context: files of the repository, or binaries that were built before."""

import pytest

from audit.components.classification.context_language import of_module
from audit.components.program.binary_origin import built_outside, is_absent
from audit.components.program.entrypoint import find
from audit.model.evidence import Answer, Evidence
from tests.components.looking import SIGNALS, observed, read, tree


def outside(text: str, *paths: str) -> list[Evidence]:
    dockerfile, files = read(text, "d/Dockerfile"), tree({}, "d/Dockerfile", *paths)
    return list(dict.fromkeys(built_outside(dockerfile, find(dockerfile, files), files)))


@pytest.mark.parametrize(
    ("text", "paths", "found"),
    [
        pytest.param("COPY app /app\nCMD /app", (), ["app"], id="a binary in no commit"),
        pytest.param("COPY bin/app /app", (), ["bin/app"], id="in a folder"),
        pytest.param("COPY app /app\nCMD /app", ("d/app",), [], id="a file of the repository"),
        pytest.param("COPY app /app\nCMD /app", ("app",), [], id="a file above"),
        pytest.param("COPY app /app", ("app/main.go",), [], id="a folder of the repository"),
        pytest.param("COPY app /app\nCMD /app", ("app/main.go",), ["app"], id="a folder of the name of what runs"),
        pytest.param("COPY app.jar /app.jar", (), [], id="an extension tells nothing"),
        pytest.param("COPY bin/* /bin/", (), [], id="a glob tells nothing"),
        pytest.param("COPY $X /x", (), [], id="a variable tells nothing"),
        pytest.param("COPY . /x", (), [], id="the whole context tells nothing"),
        pytest.param("COPY --from=i/j /app /app\nCMD /app", (), [], id="from an outside image"),
    ],
)
def test_built_outside(text: str, paths: tuple[str, ...], found: list[str]) -> None:
    assert outside(f"FROM x\n{text}\n", *paths) == [Evidence("d/Dockerfile", 2, f"COPY {name}") for name in found]


@pytest.mark.parametrize(
    ("source", "absent"),
    [
        pytest.param("app", True, id="nowhere"),
        pytest.param("./app", True, id="nowhere, with a dot"),
        pytest.param("d/a", False, id="a file"),
        pytest.param("./d/", False, id="a folder"),
        pytest.param("/d", False, id="a folder with a slash before"),
        pytest.param("x.tar", False, id="with an extension"),
    ],
)
def test_is_absent(source: str, absent: bool) -> None:  # noqa: FBT001 - a case's expected value
    assert is_absent(source, "Dockerfile", tree({}, "d/a")) is absent


def test_the_nearest_module_tells_the_language() -> None:
    looked = observed(read("FROM x\n", "a/b/Dockerfile"), tree({}, "go.mod", "a/pom.xml"))
    assert list(of_module(looked, SIGNALS.languages, "low")) == [
        Answer("java", "low", (Evidence("a/pom.xml", None, "the nearest module file is pom.xml"),)),
        Answer("go", "low", (Evidence("go.mod", None, "the nearest module file is go.mod"),)),
    ]
