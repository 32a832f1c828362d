"""Helm charts: the images of their values, and those that templates put together."""

import pytest

from audit.components.deployment import chart
from tests.components.looking import tree
from tests.judging import DIGEST

CHART = "name: x\nappVersion: '9.1'\n"


def mentioned(values: str, template: str = "", chart_: str = CHART) -> list[tuple[str, str, str]]:
    """Return image, sort and place of every mention in a chart."""
    files = tree({"c/Chart.yaml": chart_, "c/values.yaml": values, "c/templates/d/e.yaml": template})
    return [
        (each.image, each.how, f"{each.evidence[0].path}:{each.evidence[0].line}")
        for each in chart.mentions("c", files)
    ]


def images(values: str, template: str = "") -> list[str]:
    return [image for image, _, _ in mentioned(values, template)]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        pytest.param("image: {repository: ghcr.io/a/b, tag: v1}", ["ghcr.io/a/b:v1"], id="repository and tag"),
        pytest.param("image: {registry: 'r.io:5000', repository: a/b, tag: 1.10}", ["r.io:5000/a/b:1.10"],
                     id="a registry with a port, and a tag as it is written"),
        pytest.param("image: {repository: a/b, tag: ''}", ["a/b:9.1"], id="an empty tag is the version"),
        pytest.param("image: {registry: ghcr.io, repository: a/b}", ["ghcr.io/a/b:9.1"], id="a missing one too"),
        pytest.param(f"image: {{repository: a/b, tag: v1, digest: '{DIGEST}'}}", [f"a/b:v1@{DIGEST}"], id="a digest"),
        pytest.param("hub: ghcr.io/a\nname: b\ntag: v1", ["ghcr.io/a/b:v1"], id="hub and name"),
        pytest.param("image: a/b:v1\ninitImage: c/d", ["a/b:v1", "c/d"], id="texts whose key ends in image"),
        pytest.param("a: [{b: {image: {repository: c/d, tag: 1}}}]", ["c/d:1"], id="in a list"),
        pytest.param("image: {repository: a/b, tag: 1}\nother: {repository: a/b, tag: 1}", ["a/b:1"], id="named twice"),
        pytest.param("repository: https://example.org/charts\ntag: v1", [], id="an address"),
        pytest.param("source: {repository: github.com/a/b}", [], id="a repository of sources has no tag"),
        pytest.param("image: nginx", [], id="without a slash nobody knows"),
        pytest.param("image: [a/b, {c: d}, 3]", [], id="a list of texts"),
        pytest.param("name: b\nversion: v1", [], id="a name without a tag"),
    ],
)  # fmt: skip
def test_values(values: str, expected: list[str]) -> None:
    assert images(f"{values}\n") == expected


def test_values_tell_their_lines() -> None:
    values = "# values\nimage: a/b:1\nserver:\n  image:\n    repository: c/d\n    tag: v2\n  agentImage: e/f:3\n"
    assert mentioned(values) == [
        ("a/b:1", "values", "c/values.yaml:2"),
        ("c/d:v2", "values", "c/values.yaml:5"),
        ("e/f:3", "values", "c/values.yaml:7"),
    ]


VALUES = "image: {name: ghcr.io/a/b, version: v2, empty: ''}\nflat: ghcr.io/c/d\n"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param("ghcr.io/a/b:v1", ["ghcr.io/a/b:v1"], id="a literal"),
        pytest.param("{{ .Values.flat }}", ["ghcr.io/c/d"], id="a value"),
        pytest.param("{{- $.Values.flat -}}", ["ghcr.io/c/d"], id="from the root, spaces cut"),
        pytest.param("{{.Values.image.name}}:{{.Values.image.version}}", ["ghcr.io/a/b:v2"], id="two values"),
        pytest.param('"{{ .Values.image.name }}:{{ .Chart.AppVersion }}"', ["ghcr.io/a/b:9.1"], id="the version"),
        pytest.param("{{ .Values.flat | quote }}", ["ghcr.io/c/d"], id="quotes"),
        pytest.param("{{ .Values.flat }} # why", ["ghcr.io/c/d"], id="a comment behind it"),
        pytest.param('a/b:{{ .Values.image.gone | default "v7" | quote }}', ["a/b:v7"], id="a default"),
        pytest.param("a/b:{{ .Values.image.empty | default .Chart.AppVersion }}", ["a/b:9.1"],
                     id="a default for an empty value"),
        pytest.param('a/b:{{ .Values.image.version | default "v7" }}', ["a/b:v2"], id="a default that is not needed"),
        pytest.param("a/b:{{ .Values.image.gone }}", ["a/b:?"], id="a value that is not there"),
        pytest.param("a/b:{{ .Values.image.version | upper }}", ["a/b:?"], id="a function nobody works out"),
        pytest.param('a/b:{{ printf "%s-x" .Values.image.version }}', ["a/b:?"], id="printf"),
        pytest.param("a/b:{{ .Release.Name }}", ["a/b:?"], id="what only Helm knows"),
        pytest.param("a/b:{{ .Values.flat.deeper.still }}", ["a/b:?"], id="a path through a text"),
        pytest.param('{{ include "x.image" . }}', [], id="a name that a helper makes"),
        pytest.param("{{ .Values.gone }}/b:v1", [], id="a registry that nobody decides"),
        pytest.param("{{ .Values.flat", [], id="an action that does not end"),
        pytest.param("", [], id="nothing"),
        pytest.param("# a/b:v1", [], id="a comment"),
        pytest.param("a/b:v1" + " " * 2_000, [], id="a line that nobody wrote by hand"),
        pytest.param("{{" * 900, [], id="braces without end"),
    ],
)  # fmt: skip
def test_a_template(value: str, expected: list[str]) -> None:
    template = f"kind: Pod\n{{{{ if .x }}}}\n  - image: {value}\n"
    place = "c/templates/d/e.yaml:3"
    values = mentioned(VALUES, template)
    assert [(image, how, at) for image, how, at in values if at == place] == [(e, "field", place) for e in expected]


def test_blank_lines_before_an_image_are_gone_over_once() -> None:
    assert mentioned("", "\n" * 1_000_000 + "image: a/b:1\n") == [("a/b:1", "field", "c/templates/d/e.yaml:1000001")]


def test_an_image_of_the_values_is_told_once_and_there() -> None:
    template = 'image: "{{ .Values.image.repository }}:{{ .Values.image.tag }}"\n'
    assert mentioned("image:\n  repository: a/b\n  tag: v1\n", template) == [("a/b:v1", "values", "c/values.yaml:2")]


def bomb() -> str:
    lines = [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    return "\n".join(["a0: &a0 {repository: a/b, tag: v1}", *lines])


@pytest.mark.parametrize(
    "values",
    [
        pytest.param("a: [", id="broken"),
        pytest.param("- a\n", id="a list"),
        pytest.param("", id="empty"),
        pytest.param(bomb(), id="aliases without end"),
        pytest.param("a: " + "{a: " * 40 + "{image: 'x/y:1'}" + "}" * 40, id="deeper than anybody nests"),
        pytest.param("a: " + "[" * 100_000, id="nesting deeper than the machine's stack"),
    ],
)
def test_values_that_tell_nothing_hide_no_template(values: str) -> None:
    assert images(values, "image: a/b:1\n") == ["a/b:1"]


def test_a_chart_without_a_version_tells_no_tag() -> None:
    assert [each[0] for each in mentioned("image: {repository: a/b, tag: ''}\n", chart_="[")] == ["a/b"]


def test_a_chart_below_a_chart_is_one_of_its_own() -> None:
    paths = ("c/Chart.yaml", "c/templates/a.yaml", "c/templates/b.tpl", "c/charts/s/Chart.yaml")
    files = tree({}, *paths, "c/charts/s/templates/x/y.yml", "c/templates2/z.yaml")
    assert sorted(chart.folders(files)) == ["c", "c/charts/s"]
    list(chart.mentions("c", files))
    assert list(files.missing) == ["c/Chart.yaml", "c/templates/a.yaml"]
