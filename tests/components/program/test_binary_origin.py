"""What comes from the build context: files of the repository, or binaries that were built before."""

from audit.components.classification.context_language import of_module
from audit.components.program.binary_origin import built_outside, is_absent
from audit.components.program.entrypoint import find
from audit.model.evidence import Answer, Evidence
from tests.cases import cases
from tests.components.looking import SIGNALS, observed, read, tree


def outside(text: str, *paths: str) -> list[Evidence]:
    dockerfile, files = read(text, "d/Dockerfile"), tree({}, "d/Dockerfile", *paths)
    return list(dict.fromkeys(built_outside(dockerfile, find(dockerfile, files), files)))


@cases(
    "text, paths, found",
    {
        "a binary in no commit": ("COPY app /app\nCMD /app", (), ["app"]),
        "in a folder": ("COPY bin/app /app", (), ["bin/app"]),
        "a file of the repository": ("COPY app /app\nCMD /app", ("d/app",), []),
        "a file above": ("COPY app /app\nCMD /app", ("app",), []),
        "a folder of the repository": ("COPY app /app", ("app/main.go",), []),
        "a folder of the name of what runs": ("COPY app /app\nCMD /app", ("app/main.go",), ["app"]),
        "an extension tells nothing": ("COPY app.jar /app.jar", (), []),
        "a glob tells nothing": ("COPY bin/* /bin/", (), []),
        "a variable tells nothing": ("COPY $X /x", (), []),
        "the whole context tells nothing": ("COPY . /x", (), []),
        "from an outside image": ("COPY --from=i/j /app /app\nCMD /app", (), []),
    },
)
def test_built_outside(text: str, paths: tuple[str, ...], found: list[str]) -> None:
    assert outside(f"FROM x\n{text}\n", *paths) == [Evidence("d/Dockerfile", 2, f"COPY {name}") for name in found]


@cases(
    "source, absent",
    {
        "nowhere": ("app", True),
        "nowhere, with a dot": ("./app", True),
        "a file": ("d/a", False),
        "a folder": ("./d/", False),
        "a folder with a slash before": ("/d", False),
        "with an extension": ("x.tar", False),
    },
)
def test_is_absent(source: str, absent: bool) -> None:  # noqa: FBT001 - a case's expected value
    assert is_absent(source, "Dockerfile", tree({}, "d/a")) is absent


def test_the_nearest_module_tells_the_language() -> None:
    looked = observed(read("FROM x\n", "a/b/Dockerfile"), tree({}, "go.mod", "a/pom.xml"))
    assert list(of_module(looked, SIGNALS.languages, "low")) == [
        Answer("java", "low", (Evidence("a/pom.xml", None, "the nearest module file is pom.xml"),)),
        Answer("go", "low", (Evidence("go.mod", None, "the nearest module file is go.mod"),)),
    ]
