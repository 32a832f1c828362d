"""Whether the platform puts an image into users' pods."""

from dataclasses import replace

from audit.components.deployment import placed_mentions
from audit.components.runtime_needs import injection
from audit.model.component import Facts
from audit.model.deployment import How, Mention
from audit.model.evidence import Evidence
from tests.cases import cases
from tests.components.looking import SIGNALS, component

POD = "a configuration names it for pods that a program makes"


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
        "what users pick from a list": ("string", "ConfigMap", "spawner_ui_config.yaml", "no"),
    },
)
def test_injection(how: How, kind: str, path: str, expected: str) -> None:
    mention = Mention("o/m:v1", how, kind, default=False, evidence=(Evidence(path, 3, "o/m:v1"),))
    facts = Facts("o/dist", "main", "c", "", (), (), mentions=(mention,))
    manifests = placed_mentions.gather([facts], SIGNALS.manifests.choices, expected=False)
    found = injection.find(replace(component("FROM scratch\n"), names=("docker.io/o/m",)), "o/r", manifests)
    assert (found.value, [item.path for item in found.evidence]) == (expected, [f"o/dist/{path}"] * (expected == "yes"))


def test_an_image_without_a_name_is_unknown_and_one_that_nothing_names_is_not() -> None:
    nothing = placed_mentions.NO_MANIFESTS
    assert injection.find(component("FROM scratch\n"), "o/r", nothing).value == "unknown"
    assert injection.find(replace(component("FROM scratch\n"), names=("o/m",)), "o/r", nothing).value == "no"
