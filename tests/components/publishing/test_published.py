"""From workflows to published names: each mechanism by itself, with the hops as evidence, and what decides nothing."""

from collections.abc import Mapping
from textwrap import dedent

import pytest

from audit.components.publishing import published
from audit.components.publishing.choice import Published
from audit.dockerfile import build_context
from audit.dockerfile.build_context import Files
from audit.dockerfile.parse import Passed

WORKFLOW = ".github/workflows/publish.yaml"
HEAD = "on: push\njobs:\n  build:\n    runs-on: ubuntu-24.04\n    steps:\n"


def find(files: Mapping[str, str], *paths: str) -> dict[str, Published]:
    """Resolve in a repository of these files, `Dockerfile` and the named paths added."""
    everything = {*files, "Dockerfile", *paths}
    texts = {path: dedent(text) for path, text in files.items()}
    tree = Files(everything, texts, build_context.folders(everything))
    found = published.find(published.builds(tree, "kubeflow/katib", "master"), tree)
    return {path: each for (path, _), each in found.items()}


def images(files: Mapping[str, str], *paths: str) -> dict[str, str]:
    return {path: each.image.value for path, each in find(files, *paths).items() if each.image}


def steps(text: str, head: str = HEAD) -> dict[str, str]:
    """Return a workflow of one job with these steps."""
    return {WORKFLOW: head + "".join(f"      {line}\n" for line in dedent(text).splitlines())}


PUSH = "- uses: docker/build-push-action@v6\n  with:\n    push: true\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(PUSH + "    tags: ghcr.io/a/b:1\n", {"Dockerfile": "ghcr.io/a/b"}, id="a literal tag"),
        pytest.param(PUSH + "    file: ui/Dockerfile\n    tags: ghcr.io/a/ui\n", {"ui/Dockerfile": "ghcr.io/a/ui"},
                     id="a file"),
        pytest.param(PUSH + "    context: ui\n    tags: ghcr.io/a/ui\n", {"ui/Dockerfile": "ghcr.io/a/ui"},
                     id="the context's own Dockerfile is the default"),
        pytest.param(PUSH + "    tags: |\n      a/b:1\n      ghcr.io/a/b:1\n", {"Dockerfile": "ghcr.io/a/b"},
                     id="of several registries the one beside the sources"),
        pytest.param(PUSH + "    tags: ghcr.io/${{ github.repository }}:${{ github.sha }}\n",
                     {"Dockerfile": "ghcr.io/kubeflow/katib"}, id="a tag that nobody decides does not hide the name"),
        pytest.param(PUSH + "    tags: ghcr.io/${{ secrets.ORG }}/b:1\n", {}, id="a name that nobody decides is none"),
        pytest.param(PUSH + "    outputs: type=image,name=ghcr.io/a/b,push-by-digest=true\n",
                     {"Dockerfile": "ghcr.io/a/b"}, id="an output by digest"),
        pytest.param(PUSH + "    tags: kind-registry:5000/a/b\n", {}, id="a registry of the test is not published"),
        pytest.param(PUSH + "    file: gone/Dockerfile\n    tags: ghcr.io/a/b\n", {},
                     id="a Dockerfile that is not there"),
        pytest.param("- run: docker build -t ghcr.io/a/b:$TAG -f ui/Dockerfile .\n", {"ui/Dockerfile": "ghcr.io/a/b"},
                     id="docker in a run step"),
        pytest.param("- run: |\n    cd ui\n    docker buildx build --tag=ghcr.io/a/ui --push .\n",
                     {"ui/Dockerfile": "ghcr.io/a/ui"}, id="a folder changed in the script"),
        pytest.param("- run: docker build -t ghcr.io/a/ui .\n  working-directory: ui\n",
                     {"ui/Dockerfile": "ghcr.io/a/ui"}, id="a working directory"),
        pytest.param("- run: docker pull ghcr.io/a/b\n", {}, id="a pull builds nothing"),
        pytest.param(
            '- env:\n    NAME: ghcr.io/a/b\n  run: |\n'
            '    cmd=(bash ./x.sh --file "ui/Dockerfile" --output "type=image,name=${NAME}")\n'
            '    "${cmd[@]}"\n',
            {"ui/Dockerfile": "ghcr.io/a/b"}, id="an array of words that is run",
        ),
    ],
)  # fmt: skip
def test_a_step(text: str, expected: dict[str, str]) -> None:
    assert images(steps(text), "ui/Dockerfile") == expected


def test_environment_of_workflow_job_and_step_and_what_a_script_leaves() -> None:
    text = """\
        env:
          REGISTRY: ghcr.io
        on: push
        jobs:
          build:
            env:
              ORG: a
            steps:
              - run: echo "NAME=b" >> $GITHUB_ENV
              - uses: docker/build-push-action@v6
                with:
                  push: true
                  tags: ${{ env.REGISTRY }}/${{ env.ORG }}/${{ env.NAME }}:1
        """
    assert images({WORKFLOW: text}) == {"Dockerfile": "ghcr.io/a/b"}


@pytest.mark.parametrize(
    "lowered",
    [
        pytest.param("$(echo $NAME | tr '[A-Z]' '[a-z]')", id="with tr"),
        pytest.param('$(echo "${NAME}" | tr "[:upper:]" "[:lower:]")', id="with tr and classes"),
        pytest.param("${NAME,,}", id="with bash"),
    ],
)
def test_a_name_that_a_script_only_lowers(lowered: str) -> None:
    text = "- run: |\n    NAME=Kubeflow/B\n" + f"    NAME={lowered}\n" + '    echo "IMAGE=$NAME" >> $GITHUB_ENV\n'
    assert images(steps(text + PUSH + "    tags: ${{ env.IMAGE }}:1\n")) == {"Dockerfile": "kubeflow/b"}


def test_metadata_action_gives_the_names() -> None:
    text = """\
        - id: meta
          uses: docker/metadata-action@v5
          with:
            images: ghcr.io/a/b
        - uses: docker/build-push-action@v6
          with:
            push: true
            tags: ${{ steps.meta.outputs.tags }}
        """
    assert images(steps(text)) == {"Dockerfile": "ghcr.io/a/b"}


MATRIX = """\
    on: push
    jobs:
      build:
        strategy:
          matrix:
            include:
              - {name: controller, file: cmd/controller/Dockerfile}
              - {name: ui, file: cmd/ui/Dockerfile}
        uses: ./.github/workflows/build.yaml
        with:
          name: ${{ matrix.name }}
          file: ${{ matrix.file }}
    """
REUSABLE = """\
    on:
      workflow_call:
        inputs:
          name: {type: string}
          file: {type: string}
    jobs:
      build:
        steps:
          - uses: ./.github/actions/publish
            with:
              image: ghcr.io/a/${{ inputs.name }}
              dockerfile: ${{ inputs.file }}
    """
ACTION = """\
    inputs:
      image: {required: true}
      dockerfile: {required: true}
    runs:
      using: composite
      steps:
        - uses: docker/build-push-action@v6
          with:
            file: ${{ inputs.dockerfile }}
            tags: ${{ inputs.image }}:latest
            push: "true"
    """
CHAIN = {WORKFLOW: MATRIX, ".github/workflows/build.yaml": REUSABLE, ".github/actions/publish/action.yaml": ACTION}


def test_a_matrix_through_a_reusable_workflow_and_a_composite_action() -> None:
    assert images(CHAIN, "cmd/controller/Dockerfile", "cmd/ui/Dockerfile") == {
        "cmd/controller/Dockerfile": "ghcr.io/a/controller",
        "cmd/ui/Dockerfile": "ghcr.io/a/ui",
    }


def test_the_hops_are_the_evidence() -> None:
    found = find(CHAIN, "cmd/ui/Dockerfile")["cmd/ui/Dockerfile"].image
    assert found
    assert [(each.path, each.line) for each in found.evidence] == [
        (WORKFLOW, 4),
        (".github/workflows/build.yaml", 8),
        (".github/workflows/build.yaml", 9),
        (".github/actions/publish/action.yaml", 7),
    ]


def test_what_is_not_read_yet_is_asked_for() -> None:
    paths = {WORKFLOW, ".github/workflows/build.yaml", "Dockerfile"}
    files = Files(paths, {WORKFLOW: dedent(MATRIX)}, build_context.folders(paths))
    published.builds(files, "kubeflow/katib", "master")
    assert list(files.missing) == [".github/workflows/build.yaml"]


def test_a_make_target_and_a_script_with_arguments() -> None:
    files = {
        **steps("- run: make -C ui image IMG=ghcr.io/a/ui\n- run: bash hack/build.sh ghcr.io/a/b Dockerfile\n"),
        "ui/Makefile": "IMG ?= local\nimage:\n\tdocker build -t $(IMG):dev .\n",
        "hack/build.sh": 'docker build --push -t "$1:latest" -f "$2" .\n',
    }
    assert images(files, "ui/Dockerfile") == {"Dockerfile": "ghcr.io/a/b", "ui/Dockerfile": "ghcr.io/a/ui"}


def test_a_folder_of_images_each_built_by_its_own_makefile_on_another_one() -> None:
    files = {
        **steps("- run: cd images && make push REGISTRY=ghcr.io/a\n"),
        "images/Makefile": (
            "FOLDERS ?= base jupyter\npush: $(addprefix push--, $(FOLDERS))\npush--%:\n\t$(MAKE) push -C $*\n"
        ),
        "images/common.mk": (
            "TAG := sha-$(shell git rev-parse HEAD)\nARGS := $(foreach t,$(TAG),--tag $(REGISTRY)/$(NAME):$(t))\n"
            "push:\n\tdocker build --push --build-arg BASE=$(BASE) $(ARGS) -f Dockerfile .\n"
        ),
        "images/base/Makefile": "NAME := base\nBASE := ubuntu:24.04\ninclude ../common.mk\n",
        "images/jupyter/Makefile": "NAME := jupyter\nBASE = $(REGISTRY)/base:$(TAG)\ninclude ../common.mk\n",
    }
    found = find(files, "images/base/Dockerfile", "images/jupyter/Dockerfile")
    assert {path: (each.image and each.image.value, dict(each.passed.arguments)) for path, each in found.items()} == {
        "images/base/Dockerfile": ("ghcr.io/a/base", {"BASE": "ubuntu:24.04"}),
        "images/jupyter/Dockerfile": ("ghcr.io/a/jupyter", {"BASE": "ghcr.io/a/base:sha-?"}),
    }


def test_target_and_arguments_are_what_the_build_passes() -> None:
    text = PUSH + "    tags: ghcr.io/a/b\n    target: slim\n    build-args: |\n      V=1.2\n      X=${{ github.sha }}\n"
    assert find(steps(text))["Dockerfile"].passed == Passed("slim", (("V", "1.2"),))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("on: [push\njobs: {", id="broken YAML"),
        pytest.param("- just\n- a list\n", id="a list"),
        pytest.param("a: &a [x]\nb: &b [*a, *a, *a]\nc: &c [*b, *b, *b]\n", id="aliases"),
        pytest.param("jobs: 3\non: push\n", id="jobs that are a number"),
        pytest.param("on: push\njobs: {a: {steps: [{run: docker build -f}, 4, null]}}\n", id="steps of all kinds"),
        pytest.param(
            "on: push\njobs: {a: {uses: ./.github/workflows/publish.yaml}}\n", id="a workflow that calls itself"
        ),
        pytest.param("on: push\njobs: {a: {uses: ./../../etc/passwd}}\n", id="a path that leaves the repository"),
        pytest.param("x: " + "[" * 5000 + "]" * 5000, id="deep nesting"),
        pytest.param("x: " + "[" * 100_000 + "]" * 100_000, id="nesting deeper than the machine's stack"),
    ],
)
def test_whatever_a_workflow_holds_nothing_breaks(text: str) -> None:
    assert images({WORKFLOW: text}) == {}


def test_a_bomb_of_aliases_is_left_alone() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9)]
    assert images({WORKFLOW: "\n".join([*lines, "on: push", "jobs: {}"])}) == {}


BUILD = "- run: docker build -t ghcr.io/a/b:1 .\n"


@pytest.mark.parametrize(
    ("text", "pushed"),
    [
        pytest.param(BUILD, False, id="docker build alone"),
        pytest.param(BUILD + "- run: docker push ghcr.io/a/b:1\n", True, id="a later push"),
        pytest.param(BUILD + "- run: docker image push --all-tags ghcr.io/a/b\n", True, id="a push of all tags"),
        pytest.param(BUILD + "- run: docker push ghcr.io/a/other\n", False, id="a push of another image"),
        pytest.param(BUILD + "- run: docker tag ghcr.io/a/b:1 quay.io/a/b && docker push quay.io/a/b\n", True,
                     id="a push under another registry"),
        pytest.param(BUILD + "- run: docker push $IMAGE\n", True, id="a push of what nobody decides"),
        pytest.param(BUILD + "- run: git push origin ghcr.io/a/b\n", False, id="a push of commits"),
        pytest.param(BUILD + "- uses: redhat-actions/push-to-registry@v2\n  with:\n    image: a/b\n", True,
                     id="an action that pushes"),
        pytest.param("- run: docker buildx build --push -t ghcr.io/a/b:1 .\n", True, id="build and push in one"),
        pytest.param("- uses: docker/build-push-action@v6\n  with:\n    tags: ghcr.io/a/b:1\n", False,
                     id="an action that is not told to push"),
        pytest.param(PUSH + "    tags: ghcr.io/a/b:1\n", True, id="an action that is told to push"),
        pytest.param(BUILD + "- run: make push\n", True, id="a make target that pushes"),
    ],
)  # fmt: skip
def test_pushed(text: str, pushed: bool) -> None:  # noqa: FBT001 - the answer that is expected
    made = {"Makefile": "push:\n\tdocker push ghcr.io/a/b:1\n"}
    assert {path: each.pushed for path, each in find(steps(text) | made).items()} == {"Dockerfile": pushed}


@pytest.mark.parametrize(
    ("text", "platforms"),
    [
        pytest.param(PUSH + "    tags: a/b\n", (), id="none is named"),
        pytest.param(PUSH + "    tags: a/b\n    platforms: linux/arm64, linux/amd64\n", ("linux/amd64", "linux/arm64"),
                     id="of the build action"),
        pytest.param(PUSH + "    tags: a/b\n    platforms: linux/amd64,${{ inputs.x }}\n", ("linux/amd64",),
                     id="without those that nobody decides"),
        pytest.param("- env: {PLATFORMS: 'linux/amd64,linux/arm/v7'}\n"
                     "  run: docker buildx build --platform $PLATFORMS -t a/b --push .\n",
                     ("linux/amd64", "linux/arm/v7"), id="of a command, by a variable"),
        pytest.param(PUSH + "    tags: a/b\n    platforms: linux/amd64\n"
                     "- run: docker buildx build --platform linux/s390x -t a/b .\n", ("linux/amd64",),
                     id="a build that is not pushed names none"),
    ],
)  # fmt: skip
def test_platforms(text: str, platforms: tuple[str, ...]) -> None:
    found = find(steps(text))["Dockerfile"]
    assert found.platforms == platforms
    assert [item.path for item in found.platform_evidence] == [WORKFLOW] * bool(platforms)
