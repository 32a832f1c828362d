"""Images that documentation, compose files and sources name."""

import pytest

from audit.components.deployment import documented
from audit.policy.signals import Manifests
from tests.components.looking import tree

KNOWN = Manifests((), ("test", "docs", "examples"), (), (), ("*compose*.yaml",), ("readme.md", "install*.md"))


@pytest.mark.parametrize(
    ("files", "named"),
    [
        pytest.param({"README.md": "Run it:\n    docker run -p 80:80 ghcr.io/a/web:v1 --x\n"},
                     [("ghcr.io/a/web:v1", "README.md:2")], id="a command on the first page"),
        pytest.param({"docs/install.md": "```yaml\nimage: a/web:v1\n```\n"}, [("a/web:v1", "docs/install.md:2")],
                     id="an image of a manifest on a page about the installation"),
        pytest.param({"ui/Dockerfile": "", "ui/README.md": "podman pull a/ui:1"}, [("a/ui:1", "ui/README.md:1")],
                     id="a page beside a Dockerfile"),
        pytest.param({"lib/README.md": "docker run a/lib:1"}, [], id="a page in between is of a library"),
        pytest.param({"docs/examples/install.md": "docker run a/web:1"}, [], id="a page of an example"),
        pytest.param({"README.md": "We moved from a/old:v1 to a/new:v2."}, [], id="a name in prose"),
    ],
)  # fmt: skip
def test_pages(files: dict[str, str], named: list[tuple[str, str]]) -> None:
    found = documented.in_pages(tree(files), KNOWN)
    assert [(each.image, f"{each.evidence[0].path}:{each.evidence[0].line}") for each in found] == named


def test_services_of_compose_files() -> None:
    text = "services:\n  web:\n    image: a/web:v1\n    environment: [SIDE=b/side:v1]\n"
    files = tree({"contrib/docker-compose.yaml": text, "test/compose.yaml": text})
    found = tuple(documented.in_compose_files(files, KNOWN))
    assert [(each.image, each.object, each.evidence[0].path, each.evidence[0].line) for each in found] == [
        ("a/web:v1", "compose file", "contrib/docker-compose.yaml", 3)
    ]


@pytest.mark.parametrize(
    ("path", "text", "found"),
    [
        ("pkg/jobs.go", '\nconst Image = "a/job:latest"\n', ["a/job:latest"]),
        ("pkg/jobs.py", "IMAGE = f'a/job:{VERSION}'", ["a/job"]),
        ("pkg/jobs.go", 'const Image = "a/job-server:latest"', []),
        ("pkg/jobs_test.go", 'image := "a/job:latest"', []),
        ("mocks/jobs.go", 'image := "a/job:latest"', []),
        ("test/jobs.go", 'image := "a/job:latest"', []),
        ("pkg/jobs.txt", '"a/job:latest"', []),
    ],
)
def test_a_source_that_names_an_image_of_the_repository(path: str, text: str, found: list[str]) -> None:
    assert [each.image for each in documented.in_sources(("a/job", "job"), tree({path: text}), KNOWN)] == found
