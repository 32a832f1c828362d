"""Images that no Dockerfile builds: each tool by its commands and files, and what only looks like one."""

from textwrap import dedent

from audit.components.other_builders.other_builds import find
from audit.model.component import OtherBuild
from audit.model.evidence import Evidence
from tests.cases import cases
from tests.components.looking import tree

STEPS = "jobs:\n  a:\n    steps:\n    - uses: actions/checkout@v4\n    - name: build\n      run: |\n        "


def built(path: str, text: str) -> list[tuple[str, str, int | None]]:
    """Return tool, image and line of the builds that a file tells of."""
    found = find(tree({path: text}), "o/r", "main")
    return [(each.tool, each.image, evidence.line) for each in found for evidence in each.evidence]


@cases(
    "command, expected",
    {
        "ko": ("ko build ./cmd/a", [("ko", "", 1)]),
        "ko with its repository": ("KO_DOCKER_REPO=ghcr.io/o/a ko publish --bare ./cmd/a", [("ko", "ghcr.io/o/a", 1)]),
        "ko with a repository that nobody knows": ("KO_DOCKER_REPO=$REPO ko apply -f config", [("ko", "", 1)]),
        "ko inside a value": ("cd x\nIMG=$(ko resolve -f c.yaml | head -1)", [("ko", "", 2)]),
        "a word of a message": ("echo ko build ./cmd/a", []),
        "a comment": ("# ko build ./cmd/a", []),
        "an installation": ("go install github.com/google/ko@v1", []),
        "ko that builds nothing": ("ko version", []),
        "ko with nothing to build": ("ko build", []),
        "pack": ("pack build ghcr.io/o/a --builder b", [("buildpacks", "ghcr.io/o/a", 1)]),
        "another program's pack": ("npm pack build", []),
        "s2i": ("s2i build . base:1 o/a:$TAG", [("s2i", "o/a:?", 1)]),
        "s2i without a name": ("s2i build .", []),
        "apko": ("apko publish apko.yaml ghcr.io/o/a", [("apko", "ghcr.io/o/a", 1)]),
        "jib by Maven": ("./mvnw -q compile jib:build", [("jib", "", 1)]),
        "jib by Gradle": ("./gradlew :app:jibDockerBuild", [("jib", "", 1)]),
        "jib by its full name": ("mvn com.google.cloud.tools:jib-maven-plugin:build", [("jib", "", 1)]),
        "Gradle that builds no image": ("gradle build", []),
        "Spring Boot": ("mvn spring-boot:build-image", [("buildpacks", "", 1)]),
    },
)
def test_a_command_of_a_script(command: str, expected: list[tuple[str, str, int]]) -> None:
    assert built("build.sh", f"{command}\n") == expected


@cases(
    "path, text, expected",
    {
        "a step of a workflow": (".github/workflows/a.yaml", f"{STEPS}make x\n        ko build ./a\n", [("ko", "", 8)]),
        "an expression in a step": (
            ".github/workflows/a.yaml",
            f"{STEPS}pack build o/${{{{ matrix.a }}}} -B b\n",
            [("buildpacks", "o/?", 7)],
        ),
        "a step of an action": (
            ".github/actions/a/action.yml",
            "runs:\n  steps:\n  - run: x\n  - run: ko build ./a\n",
            [("ko", "", 4)],
        ),
        "an action that sets ko up": (
            ".github/workflows/a.yaml",
            "jobs:\n  a:\n    steps:\n    - uses: ko-build/setup-ko@v0.9\n",
            [("ko", "", 4)],
        ),
        "an action with a name alike": (
            ".github/workflows/a.yaml",
            "jobs:\n  a:\n    steps:\n    - uses: x/setup-kotlin@v1\n",
            [],
        ),
        "a value that is no step": (".github/workflows/a.yaml", "env:\n  run: ko build ./a\n", []),
        "a recipe": ("Makefile", "T ?= o/a\na:\n\t@s2i build . b $(T):$(V)\n", [("s2i", "o/a:?", 3)]),
        "a recipe that goes on": ("Makefile", "a:\n\tx \\\n\t  && ko build ./a\n", [("ko", "", 3)]),
        "a Makefile that cannot be read": ("Makefile", "ifeq (\na:\n\tko build ./a\n", [("ko", "", 3)]),
        "a variable that nobody runs": ("Makefile", "X = ko build ./a\n", []),
        "a copy of a third party's file": ("vendor/x/Makefile", "a:\n\tko build ./a\n", []),
        "a document": ("README.md", "ko build ./a\n", []),
        "ko's configuration": (".ko.yaml", "defaultBaseImage: b\n", [("ko", "", None)]),
        "goreleaser with ko": (
            ".goreleaser.yaml",
            "kos:\n- id: a\n  repositories: [ghcr.io/o/a]\n",
            [("goreleaser", "ghcr.io/o/a", 2)],
        ),
        "goreleaser with a Dockerfile": (".goreleaser.yaml", "dockers:\n- image_templates: [o/a]\n", []),
        "an image rule of bazel": (
            "BUILD.bazel",
            'load("x", "oci_image")\noci_image(\n    name = "a",\n)\n',
            [("bazel", "", 2)],
        ),
        "an image rule in a comment or text": (
            "BUILD",
            '# oci_image(name = "a")\nx(name = "oci_image(name = 1)")\n',
            [],
        ),
        "a rule that is never closed": ("BUILD", 'f(\n  oci_image(name = "a")\n', []),
        "buildpacks": ("project.toml", '[_]\nschema-version = "0.2"\n', [("buildpacks", "", 2)]),
        "another project's file": ("project.toml", '[project]\nname = "a"\n', []),
        "jib's plugin": ("pom.xml", "<p>\n<artifactId>jib-maven-plugin</artifactId>\n</p>\n", [("jib", "", 2)]),
        "jib in a comment": ("pom.xml", "<!-- <artifactId>jib-maven-plugin</artifactId> -->", []),
        "jib's plugin for Gradle": (
            "app/build.gradle.kts",
            'plugins {\n  id("com.google.cloud.tools.jib") version "3"\n}\n',
            [("jib", "", 2)],
        ),
        "jib in a comment of Gradle": ("build.gradle", "// id 'com.google.cloud.tools.jib'\n", []),
        "nix": ("image.nix", "x:\npkgs.dockerTools.buildLayeredImage { }\n", [("nix", "", 2)]),
        "nix in a comment": ("image.nix", "# dockerTools.buildImage\n/* dockerTools.buildImage\n", []),
    },
)
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
