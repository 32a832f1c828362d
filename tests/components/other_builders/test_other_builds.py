"""Images that no Dockerfile builds: each tool by its commands and files, and what only looks like one."""

from textwrap import dedent

import pytest

from audit.components.other_builders.other_builds import find
from audit.model.component import OtherBuild
from audit.model.evidence import Evidence
from tests.components.looking import tree

STEPS = "jobs:\n  a:\n    steps:\n    - uses: actions/checkout@v4\n    - name: build\n      run: |\n        "


def built(path: str, text: str) -> list[tuple[str, str, int | None]]:
    """Return tool, image and line of the builds that a file tells of."""
    found = find(tree({path: text}), "o/r", "main")
    return [(each.tool, each.image, evidence.line) for each in found for evidence in each.evidence]


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        pytest.param("ko build ./cmd/a", [("ko", "", 1)], id="ko"),
        pytest.param("KO_DOCKER_REPO=ghcr.io/o/a ko publish --bare ./cmd/a", [("ko", "ghcr.io/o/a", 1)],
                     id="ko with its repository"),
        pytest.param("KO_DOCKER_REPO=$REPO ko apply -f config", [("ko", "", 1)],
                     id="ko with a repository that nobody knows"),
        pytest.param("cd x\nIMG=$(ko resolve -f c.yaml | head -1)", [("ko", "", 2)], id="ko inside a value"),
        pytest.param("echo ko build ./cmd/a", [], id="a word of a message"),
        pytest.param("# ko build ./cmd/a", [], id="a comment"),
        pytest.param("go install github.com/google/ko@v1", [], id="an installation"),
        pytest.param("ko version", [], id="ko that builds nothing"),
        pytest.param("ko build", [], id="ko with nothing to build"),
        pytest.param("pack build ghcr.io/o/a --builder b", [("buildpacks", "ghcr.io/o/a", 1)], id="pack"),
        pytest.param("npm pack build", [], id="another program's pack"),
        pytest.param("s2i build . base:1 o/a:$TAG", [("s2i", "o/a:?", 1)], id="s2i"),
        pytest.param("s2i build .", [], id="s2i without a name"),
        pytest.param("apko publish apko.yaml ghcr.io/o/a", [("apko", "ghcr.io/o/a", 1)], id="apko"),
        pytest.param("./mvnw -q compile jib:build", [("jib", "", 1)], id="jib by Maven"),
        pytest.param("./gradlew :app:jibDockerBuild", [("jib", "", 1)], id="jib by Gradle"),
        pytest.param("mvn com.google.cloud.tools:jib-maven-plugin:build", [("jib", "", 1)], id="jib by its full name"),
        pytest.param("gradle build", [], id="Gradle that builds no image"),
        pytest.param("mvn spring-boot:build-image", [("buildpacks", "", 1)], id="Spring Boot"),
    ],
)  # fmt: skip
def test_a_command_of_a_script(command: str, expected: list[tuple[str, str, int]]) -> None:
    assert built("build.sh", f"{command}\n") == expected


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        pytest.param(".github/workflows/a.yaml", f"{STEPS}make x\n        ko build ./a\n", [("ko", "", 8)],
                     id="a step of a workflow"),
        pytest.param(".github/workflows/a.yaml", f"{STEPS}pack build o/${{{{ matrix.a }}}} -B b\n",
                     [("buildpacks", "o/?", 7)], id="an expression in a step"),
        pytest.param(".github/actions/a/action.yml", "runs:\n  steps:\n  - run: x\n  - run: ko build ./a\n",
                     [("ko", "", 4)], id="a step of an action"),
        pytest.param(".github/workflows/a.yaml", "jobs:\n  a:\n    steps:\n    - uses: ko-build/setup-ko@v0.9\n",
                     [("ko", "", 4)], id="an action that sets ko up"),
        pytest.param(".github/workflows/a.yaml", "jobs:\n  a:\n    steps:\n    - uses: x/setup-kotlin@v1\n", [],
                     id="an action with a name alike"),
        pytest.param(".github/workflows/a.yaml", "env:\n  run: ko build ./a\n", [], id="a value that is no step"),
        pytest.param("Makefile", "T ?= o/a\na:\n\t@s2i build . b $(T):$(V)\n", [("s2i", "o/a:?", 3)], id="a recipe"),
        pytest.param("Makefile", "a:\n\tx \\\n\t  && ko build ./a\n", [("ko", "", 3)], id="a recipe that goes on"),
        pytest.param("Makefile", "ifeq (\na:\n\tko build ./a\n", [("ko", "", 3)], id="a Makefile that cannot be read"),
        pytest.param("Makefile", "X = ko build ./a\n", [], id="a variable that nobody runs"),
        pytest.param("vendor/x/Makefile", "a:\n\tko build ./a\n", [], id="a copy of a third party's file"),
        pytest.param("README.md", "ko build ./a\n", [], id="a document"),
        pytest.param(".ko.yaml", "defaultBaseImage: b\n", [("ko", "", None)], id="ko's configuration"),
        pytest.param(".goreleaser.yaml", "kos:\n- id: a\n  repositories: [ghcr.io/o/a]\n",
                     [("goreleaser", "ghcr.io/o/a", 2)], id="goreleaser with ko"),
        pytest.param(".goreleaser.yaml", "dockers:\n- image_templates: [o/a]\n", [], id="goreleaser with a Dockerfile"),
        pytest.param("BUILD.bazel", 'load("x", "oci_image")\noci_image(\n    name = "a",\n)\n', [("bazel", "", 2)],
                     id="an image rule of bazel"),
        pytest.param("BUILD", '# oci_image(name = "a")\nx(name = "oci_image(name = 1)")\n', [],
                     id="an image rule in a comment or text"),
        pytest.param("BUILD", 'f(\n  oci_image(name = "a")\n', [], id="a rule that is never closed"),
        pytest.param("project.toml", '[_]\nschema-version = "0.2"\n', [("buildpacks", "", 2)], id="buildpacks"),
        pytest.param("project.toml", '[project]\nname = "a"\n', [], id="another project's file"),
        pytest.param("pom.xml", "<p>\n<artifactId>jib-maven-plugin</artifactId>\n</p>\n", [("jib", "", 2)],
                     id="jib's plugin"),
        pytest.param("pom.xml", "<!-- <artifactId>jib-maven-plugin</artifactId> -->", [], id="jib in a comment"),
        pytest.param("app/build.gradle.kts", 'plugins {\n  id("com.google.cloud.tools.jib") version "3"\n}\n',
                     [("jib", "", 2)], id="jib's plugin for Gradle"),
        pytest.param("build.gradle", "// id 'com.google.cloud.tools.jib'\n", [], id="jib in a comment of Gradle"),
        pytest.param("image.nix", "x:\npkgs.dockerTools.buildLayeredImage { }\n", [("nix", "", 2)], id="nix"),
        pytest.param("image.nix", "# dockerTools.buildImage\n/* dockerTools.buildImage\n", [], id="nix in a comment"),
    ],
)  # fmt: skip
def test_a_file(path: str, text: str, expected: list[tuple[str, str, int | None]]) -> None:
    assert built(path, text) == expected


def test_what_configures_a_tool_stands_with_its_commands() -> None:
    files = tree({"a/.ko.yaml": "defaultBaseImage: b\n", "Makefile": "a:\n\tko build ./a\nb:\n\tko build ./b\n"})
    assert find(files, "o/r", "main") == (
        OtherBuild(
            "o/r",
            "main",
            "ko",
            "",
            (
                Evidence("Makefile", 2, "ko build ./a"),
                Evidence("Makefile", 4, "ko build ./b"),
                Evidence("a/.ko.yaml", None, "ko's configuration"),
            ),
        ),
    )


def test_files_with_telling_names_and_scripts_of_recipes_are_asked_for() -> None:
    files = tree({"x/Makefile": dedent("a:\n\t./b.sh\n\t../c.sh\n\tgone.sh\n")}, "x/b.sh", "c.sh", "d.sh", "pom.xml",
                 "vendor/pom.xml", "BUILD")  # fmt: skip
    find(files, "o/r", "main")
    assert list(files.missing) == ["BUILD", "pom.xml", "x/b.sh", "c.sh"]
