"""Whether the platform puts an image into users' pods."""

from dataclasses import replace

from audit.components.deployment import placed_mentions
from audit.components.runtime_needs import injection
from audit.model.component import Facts
from audit.model.deployment import How, Mention
from audit.model.evidence import Evidence
from tests.cases import cases
from tests.components.looking import SIGNALS, component


@cases(
    "how, kind, path, expected",
    {
        "a container of a Deployment": ("field", "Deployment", "a.yaml", "no"),
        "a value of a variable of a Deployment": ("string", "Deployment", "a.yaml", "yes"),
        "a text in a ConfigMap": ("string", "ConfigMap", "a.yaml", "yes"),
        "a file that becomes a ConfigMap": ("string", "", "a.json", "yes"),
        "an object of the platform's own": ("field", "ClusterTrainingRuntime", "a.yaml", "yes"),
        "a default in source code": ("source", "", "pkg/constants.go", "yes"),
        "values of a chart": ("values", "", "values.yaml", "no"),
        "a compose file": ("field", "compose file", "compose.yaml", "no"),
        "documentation": ("documented", "", "README.md", "no"),
        "what users pick from a list": ("string", "ConfigMap", "spawner_ui_config.yaml", "no"),
    },
)
def test_injection(how: How, kind: str, path: str, expected: str) -> None:
    mention = Mention("o/m:v1", how, kind, default=False, evidence=(Evidence(path, 3, "o/m:v1"),))
    facts = Facts("o/dist", "main", "c", "", (), (), mentions=(mention,))
    manifests = placed_mentions.gather([facts], SIGNALS.manifests.choices, expected=False)
    found = injection.find(replace(component("FROM scratch\n"), names=("docker.io/o/m",)), "o/r", manifests)
    assert (found.value, [item.path for item in found.evidence]) == (expected, [f"o/dist/{path}"] * (expected == "yes"))


def test_a_file_of_parameters_does_not_count_beside_a_deployment() -> None:
    string = Mention("o/m:v1", "string", "", default=False, evidence=(Evidence("params.env", 1, "m=o/m:v1"),))
    field = replace(string, how="field", object="Deployment", evidence=(Evidence("a.yaml", 3, ""),))
    named = replace(component("FROM scratch\n"), names=("o/m",))
    for mentions, expected in (((string,), "yes"), ((string, field), "no")):
        facts = Facts("o/r", "main", "c", "", (), (), mentions=mentions)
        manifests = placed_mentions.gather([facts], SIGNALS.manifests.choices, expected=False)
        assert injection.find(named, "o/r", manifests).value == expected


def test_an_image_without_a_name_is_unknown_and_one_that_nothing_names_is_not() -> None:
    nothing = placed_mentions.NO_MANIFESTS
    assert injection.find(component("FROM scratch\n"), "o/r", nothing).value == "unknown"
    assert injection.find(replace(component("FROM scratch\n"), names=("o/m",)), "o/r", nothing).value == "no"
