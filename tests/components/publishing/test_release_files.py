"""The builds that files of release tools, of other CI services and of Makefiles describe."""

from textwrap import dedent

import pytest

from audit.components.publishing import make_targets, sources
from audit.components.publishing.building import Act, Build, Push
from tests.components.looking import tree

HUB = 'variable "HUB" { default = "ghcr.io/acme" }\n'
MATRIX = HUB + dedent("""\
    images = [{ name = "a", source = "one" }, { name = "b", source = "two", tags = ["1", "2"] }]
    target "default" {
      matrix  = { item = images }
      name    = item.name
      context = "${item.source}"
      tags    = [for x in setproduct([HUB], lookup(item, "tags", ["latest"])) : join("/${item.name}:", x)]
    }
    """)
INHERITED = HUB + dedent("""\
    function "tag" {
      params = [name]
      result = ["${HUB}/${name}:1", notequal("", name) ? "quay.io/acme/${name}" : ""]
    }
    group "default" { targets = ["web"] }
    target "_base" { // nobody builds it alone
      dockerfile = "build/Dockerfile"
      args = { GO = "1.25", OS = "debian" }
    }
    target "web" {
      inherits = ["_base"]
      target = "web"
      args = { OS = "alpine" }
      tags = tag("web")
      output = ["type=registry"]
    }
    """)
JSON = '{"variable": {"R": {"default": "ghcr.io/a"}}, "target": {"web": {"context": "web", "tags": ["${R}/web:1"]}}}'
GORELEASER = """\
env: [REG=ghcr.io/acme]
dockers:
- image_templates: ["{{ .Env.REG }}/{{ .ProjectName }}:{{ .Tag }}"]
  dockerfile: Dockerfile.release
  build_flag_templates: [--target=web, --build-arg=GO=1]
docker_manifests:
- name_template: "{{ .Env.REG }}/{{ .ProjectName }}:latest"
"""
CLOUD = """\
substitutions: {_TAG: v1}
steps:
- name: gcr.io/cloud-builders/docker
  args: [build, -t, 'gcr.io/$PROJECT_ID/web:${_TAG}', -f, web/Dockerfile, .]
- name: gcr.io/kaniko-project/executor
  args: [--dockerfile=api/Dockerfile, '--destination=gcr.io/acme/api:$_TAG', --context=.]
- name: gcr.io/cloud-builders/docker
  dir: cli
  entrypoint: bash
  args: [-c, 'for i in a b; do docker build -t gcr.io/acme/$$i -f $$i/Dockerfile . ; done']
images: ['gcr.io/$PROJECT_ID/web']
"""
CHARTPRESS = """\
charts:
- imagePrefix: quay.io/acme/k8s-
  images:
    hub:
    slim: {contextPath: images/hub, extraBuildCommandOptions: [--target=slim-stage]}
"""
COMPOSE = """\
services:
  web: {image: 'acme/web:${TAG:-dev}', build: {context: web, dockerfile: Dockerfile.dev, target: dev, args: {A: b}}}
  api: {build: ./api}
  db: {image: postgres}
"""
AZURE = "jobs:\n- steps:\n  - bash: docker build -t $REG/web .\n    env: {REG: quay.io/acme}\n"
GITLAB = "variables: {REG: quay.io/acme}\nb:\n  script: [cd web, 'docker build --push -t $REG/web .']\n"
LIST = "images:\n- {name: web, dockerfile: web/Dockerfile}\n- {name: gone, dockerfile: gone/Dockerfile}\n"
DEV = '{\n  // ours\n  "image": "quay.io/acme/dev",\n}'


def told(act: Act) -> tuple[str, ...]:
    """Return a build as path, target, names and arguments, a push as names."""
    if isinstance(act, Push):
        return ("push", *act.images)
    return (act.dockerfile, act.target, *act.images, *(f"{name}={value}" for name, value in act.arguments))


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        pytest.param("docker-bake.hcl", MATRIX, [("one/Dockerfile", "", "ghcr.io/acme/a:latest"),
                     ("two/Dockerfile", "", "ghcr.io/acme/b:1", "ghcr.io/acme/b:2")], id="bake: a matrix of objects"),
        pytest.param("docker-bake.hcl", INHERITED, [("build/Dockerfile", "web", "ghcr.io/acme/web:1",
                     "quay.io/acme/web", "GO=1.25", "OS=alpine")], id="bake: inheritance, functions, conditions"),
        pytest.param("docker-bake.hcl", 'variable "H" {default = "localhost:5000"}\ntarget "w" {tags = ["${H}/w:1"]}',
                     [("Dockerfile", "", "?/w:1")], id="bake: a registry for tries is left open"),
        pytest.param("docker-bake.hcl", 'target "w" { tags = [', [], id="bake: a broken file has no targets"),
        pytest.param("docker-bake.json", JSON, [("web/Dockerfile", "", "ghcr.io/a/web:1")], id="bake: JSON"),
        pytest.param(".goreleaser.yaml", GORELEASER, [("Dockerfile.release", "web", "ghcr.io/acme/shop:?", "GO=1"),
                     ("push", "ghcr.io/acme/shop:latest")], id="goreleaser: dockers and manifests"),
        pytest.param("cloudbuild.yaml", CLOUD, [("web/Dockerfile", "", "gcr.io/?/web:v1"),
                     ("api/Dockerfile", "", "gcr.io/acme/api:v1"), ("cli/a/Dockerfile", "", "gcr.io/acme/a"),
                     ("cli/b/Dockerfile", "", "gcr.io/acme/b"), ("push", "gcr.io/?/web")],
                     id="Cloud Build: docker, kaniko, a script with a loop, images"),
        pytest.param("chartpress.yaml", CHARTPRESS, [("images/hub/Dockerfile", "", "quay.io/acme/k8s-hub"),
                     ("images/hub/Dockerfile", "slim-stage", "quay.io/acme/k8s-slim")], id="chartpress"),
        pytest.param("compose.yaml", COMPOSE, [("web/Dockerfile.dev", "dev", "acme/web:dev", "A=b"),
                     ("api/Dockerfile", "")], id="compose: services that are built"),
        pytest.param(".azure/build.yaml", AZURE, [("Dockerfile", "", "quay.io/acme/web")], id="Azure: a step's env"),
        pytest.param(".gitlab-ci.yml", GITLAB, [("web/Dockerfile", "", "quay.io/acme/web")], id="GitLab: a script"),
        pytest.param("tools/docker.yaml", LIST, [("web/Dockerfile", "", "?/web")], id="a project's own list"),
        pytest.param("README.md", "docker build -t a/b .", [], id="other files tell nothing"),
    ],
)  # fmt: skip
def test_files(path: str, text: str, expected: list[tuple[str, ...]]) -> None:
    assert [told(act) for act in sources.acts(tree({path: text}, "web/Dockerfile"), "acme/shop")] == expected


def test_a_developer_container_that_is_built_ahead() -> None:
    texts = {".devcontainer/devcontainer.json": DEV, ".devcontainer/b/devcontainer.json": '{"build": {}}'}
    found = [told(act) for act in sources.acts(tree(texts, "Dockerfile"), "acme/shop")]
    assert found == [(".devcontainer/b/Dockerfile", "", "quay.io/acme/dev")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("b:\n\tdocker build -t q.io/a/b .\n\tdocker push q.io/a/b\n",
                     [("Dockerfile", "", "q.io/a/b"), ("push", "q.io/a/b")], id="a target that builds and pushes"),
        pytest.param("b:\n\tfor i in x y; do docker build -t q.io/$$i -f $$i/Dockerfile .; done\n",
                     [("x/Dockerfile", "", "q.io/x"), ("y/Dockerfile", "", "q.io/y")], id="a loop over names"),
        pytest.param("N = x y\nb:\n\t$(foreach n,$(N),docker build -t q.io/$(n) $(n);)\n",
                     [("x/Dockerfile", "", "q.io/x"), ("y/Dockerfile", "", "q.io/y")], id="foreach"),
        pytest.param("define b\ndocker build -t q.io/$(1) $(2)\nendef\nb:\n\t$(call b,x,y)\n",
                     [("y/Dockerfile", "", "q.io/x")], id="call"),
        pytest.param("PUSH ?= no\nb:\n\tdocker build $(if $(filter true,$(PUSH)),--push,--load) -t q.io/a .\n",
                     [("Dockerfile", "", "q.io/a")], id="a switch of the push"),
        pytest.param("b:\n\thack/retry.sh -n 3 -- docker buildx build -t q.io/a ./\n",
                     [("Dockerfile", "", "q.io/a")], id="a wrapper that runs its arguments"),
        pytest.param("b:\n\tN=$${N:-q.io/a} && docker build -t $${N}:$${T:-1} .\n", [("Dockerfile", "", "q.io/a:1")],
                     id="defaults of the shell"),
        pytest.param("b:\n\tgo build ./...\n", [], id="a build of no image"),
    ],
)  # fmt: skip
def test_make_targets(text: str, expected: list[tuple[str, ...]]) -> None:
    files = tree({"Makefile": text}, "Dockerfile")
    assert [told(act) for act in make_targets.builds(files)] == expected


def test_what_only_people_run_is_told_apart() -> None:
    builds = list(make_targets.builds(tree({"Makefile": "b:\n\tdocker build --push -t q.io/a .\n"}, "x")))
    assert [(act.origin, act.pushed) for act in builds if isinstance(act, Build)] == [("makefile", True)]
