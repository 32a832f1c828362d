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
        pytest.param("{{ $.Values.flat -}}", ["ghcr.io/c/d"], id="from the root"),
        pytest.param('"{{ .Values.image.name }}:{{ .Chart.AppVersion }}"', ["ghcr.io/a/b:9.1"], id="the version"),
        pytest.param("{{ .Values.flat | quote }} # why", ["ghcr.io/c/d"], id="quotes, and a comment behind it"),
        pytest.param('a/b:{{ .Values.image.gone | default "v7" | quote }}', ['a/b:"v7"'], id="a quote too many"),
        pytest.param("a/b:{{ .Values.image.empty | default .Chart.AppVersion }}", ["a/b:9.1"], id="an empty value"),
        pytest.param('a/b:{{ printf "%s-x" .Values.image.version | upper }}', ["a/b:V2-X"], id="functions"),
        pytest.param("a/b:{{ .Release.Name }}", ["a/b:release-name"], id="the release as `helm template` names it"),
        pytest.param('{{ include "x.image" . }}', ["ghcr.io/a/b:v2"], id="a name that a helper makes"),
        pytest.param('{{ tpl "{{ .Values.flat }}:1" . }}', ["ghcr.io/c/d:1"], id="a text that is a template"),
        pytest.param("a/b:{{ randAlphaNum 5 }}", ["a/b:?"], id="what is left to chance"),
        pytest.param('{{ fail "no" }}', [], id="a template that fails by its own rules"),
        pytest.param('{{ include "gone" . }}', [], id="a helper that is not there"),
        pytest.param("{{ .Values.flat", [], id="an action that does not end"),
        pytest.param("", [], id="nothing"),
        pytest.param("{{" * 900, [], id="braces without end"),
    ],
)  # fmt: skip
def test_an_image_that_is_rendered(value: str, expected: list[str]) -> None:
    helper = '{{ define "x.image" }}{{ .Values.image.name }}:{{ .Values.image.version }}{{ end }}\n'
    template = f"{helper}kind: Deployment\nspec:\n  image: {value}\n"
    expected = [each for each in expected if '"' not in each]
    assert [image for image, how, at in mentioned(VALUES, template) if how == "field"] == expected


FLOW = "enabled: true\nidle: false\nside: {image: {repository: r/side, tag: v1}}\nall: [r/one:1, r/two:2]\n"


@pytest.mark.parametrize(
    ("template", "found"),
    [
        pytest.param("{{ if .Values.enabled }}\nimage: a/b:1\n{{ end }}\n",
                     [("a/b:1", "field", "c/templates/d/e.yaml:2"), ("r/side:v1", "values", "c/values.yaml:3")],
                     id="what a condition turns on"),
        pytest.param("{{ if .Values.idle }}\nimage: a/b:1\n{{ end }}\n",
                     [("r/side:v1", "values", "c/values.yaml:3"), ("a/b:1", "values", "c/templates/d/e.yaml:2")],
                     id="what a condition turns off is named and not run by default"),
        pytest.param("{{ if and .Values.idle .Values.enabled }}{{ else if .Values.idle }}{{ else }}\nimage: a/b:1\n"
                     "{{ end }}",
                     [("a/b:1", "field", "c/templates/d/e.yaml:2"), ("r/side:v1", "values", "c/values.yaml:3")],
                     id="the last of several branches"),
        pytest.param("{{ with .Values.side.image }}\nimage: {{ .repository }}:{{ .tag }}\n{{ end }}",
                     [("r/side:v1", "field", "c/templates/d/e.yaml:2")], id="a part of the values"),
        pytest.param("items:\n{{- range $i, $each := .Values.all }}\n- image: {{ $each }}\n{{- end }}\n",
                     [("r/one:1", "field", "c/templates/d/e.yaml:3"), ("r/two:2", "field", "c/templates/d/e.yaml:3"),
                      ("r/side:v1", "values", "c/values.yaml:3")], id="a loop"),
        pytest.param('{{ $name := "r/old" }}{{ if true }}{{ $name = "r/new" }}{{ end }}\nimage: {{ $name }}:1\n',
                     [("r/new:1", "field", "c/templates/d/e.yaml:2"), ("r/side:v1", "values", "c/values.yaml:3")],
                     id="a variable"),
        pytest.param("{{- /* image: x/y:1 */ -}}\nkind: Pod\nspec: {{- toYaml .Values.side | nindent 2 }}\n",
                     [("r/side", "string", "c/templates/d/e.yaml:3")], id="a comment, and values printed as they are"),
    ],
)  # fmt: skip
def test_what_runs_by_default(template: str, found: list[tuple[str, str, str]]) -> None:
    assert mentioned(FLOW, template) == found


SUB = "image: {{ .Values.global.registry }}/{{ .Values.name }}:{{ .Chart.Version }}\n"


def test_charts_below_a_chart_are_rendered_with_their_parents_values() -> None:
    files = {
        "c/Chart.yaml": "name: c\nversion: 1\ndependencies:\n- {name: s, condition: s.enabled}\n"
        "- {name: idle, condition: idle.enabled}\n- {name: near, repository: 'file://../near', alias: n}\n",
        "c/values.yaml": "global: {registry: r.io}\ns: {name: x}\nidle: {enabled: false}\nn: {name: y}\n",
        **{f"{folder}/Chart.yaml": "name: s\nversion: 2\n" for folder in ("c/charts/s", "c/charts/idle", "near")},
        **{f"{folder}/values.yaml": "name: z\n" for folder in ("c/charts/s", "c/charts/idle", "near")},
        **{f"{folder}/templates/d.yaml": SUB for folder in ("c/charts/s", "c/charts/idle", "near")},
    }
    assert [
        (each.image, each.evidence[0].path) for each in chart.mentions("c", tree(files)) if each.how == "field"
    ] == [
        ("r.io/x:2", "c/charts/s/templates/d.yaml"),
        ("r.io/y:2", "near/templates/d.yaml"),
    ]


@pytest.mark.parametrize(
    "template",
    [
        pytest.param('{{ define "x" }}{{ include "x" . }}{{ end }}{{ include "x" . }}', id="a template in itself"),
        pytest.param('{{ $x := "0123456789" }}{{ range until 40 }}{{ $x = print $x $x }}{{ end }}',
                     id="a text that doubles"),
        pytest.param("{{ $x := list 1 }}{{ range until 40 }}{{ $x = list $x $x }}{{ end }}{{ toJson $x }}",
                     id="a list that doubles"),
        pytest.param("{{ range until 9999 }}{{ range until 9999 }}{{ range until 9999 }}{{ end }}{{ end }}{{ end }}",
                     id="loops in loops"),
        pytest.param("{{ range until 999999999 }}{{ end }}", id="a list without end"),
        pytest.param('{{ repeat 999999999 "xx" }}', id="a text without end"),
        pytest.param('{{ $d := dict }}{{ $x := set $d "a" $d }}{{ toYaml $d }}{{ toJson $d }}',
                     id="a mapping in itself"),
        pytest.param("{{ if 1 }}" * 5_000, id="blocks in blocks"),
        pytest.param("{{ " + "(" * 5_000 + " }}", id="brackets in brackets"),
    ],
)  # fmt: skip
def test_a_hostile_template_ends(template: str) -> None:
    assert mentioned("", template) == []


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
    below = ["c/charts/s/Chart.yaml", "c/charts/s/templates/x/y.yml"]
    assert sorted(files.missing) == ["c/Chart.yaml", *below, "c/templates/a.yaml", "c/templates/b.tpl"]
