"""The organisation's overrides: what an entry may say, and how each mistake is told."""

from pathlib import Path

import pytest

from audit.errors import ConfigurationError
from audit.model.override import Override
from audit.policy import policy, shipped_files
from audit.policy.organization import overrides

WEB = "  - repository: acme/web\n    dockerfile: Dockerfile\n"


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        pytest.param(f"{WEB}    kind: service\n", "o.yaml:2: `overrides[0]`: missing required field `reason`",
                     id="no reason"),
        pytest.param(f"{WEB}    kind: service\n    reason: ' '\n", "o.yaml:2: `overrides[0].reason` is empty",
                     id="an empty reason"),
        pytest.param(f"{WEB}    reason: why\n",
                     "o.yaml:2: `overrides[0]` gives no answer; expected one of kind, language, image, deployment",
                     id="no answer"),
        pytest.param(f"{WEB}    kind: servant\n    reason: why\n",
                     "o.yaml:4: `overrides[0].kind`: Invalid enum value 'servant'; expected one of 'controller', "
                     "'web-app', 'service', 'workload', 'tooling', 'example', 'vendored', ''",
                     id="a kind that is none"),
        pytest.param(f"{WEB}    image: ghcr.io/acme/web:1\n    reason: why\n",
                     "o.yaml:2: `overrides[0].image` is 'ghcr.io/acme/web:1'; "
                     "expected a name without tag and digest, such as ghcr.io/acme/web",
                     id="an image with a tag"),
        pytest.param(f"{WEB}    kind: service\n    reason: why\n{WEB}    kind: tooling\n    reason: else\n",
                     "o.yaml:6: `kind` of Dockerfile in acme/web is given twice, also in o.yaml:2; expected once",
                     id="two answers to one question"),
        pytest.param("  - repository: acme/web\n    path: Dockerfile\n    reason: why\n",
                     "o.yaml:3: unknown key `overrides[0].path`; "
                     "expected one of branch, deployment, dockerfile, image, kind, language, reason, repository, "
                     "target",
                     id="an unknown key"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_where_it_stands(
    entry: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("o.yaml").write_text(f"overrides:\n{entry}")
    with pytest.raises(ConfigurationError) as caught:
        overrides.read(Path("o.yaml"), None)
    assert str(caught.value) == told


def test_each_answer_of_an_entry_is_one_override(tmp_path: Path) -> None:
    text = f"images:\n{WEB}    branch: main\n    image: host:5000/acme/web\n    deployment: optional\n    reason: why\n"
    (tmp_path / "i.yaml").write_text(text)
    shared = ("acme/web", "main", "Dockerfile")
    assert overrides.read(None, tmp_path / "i.yaml") == (
        Override(*shared, "image", "host:5000/acme/web", "why", "i.yaml:2"),
        Override(*shared, "deployment", "optional", "why", "i.yaml:2"),
    )


def test_a_branch_may_have_another_answer_than_the_rest(tmp_path: Path) -> None:
    text = f"overrides:\n{WEB}    kind: service\n    reason: a\n{WEB}    branch: v1\n    kind: tooling\n    reason: b\n"
    (tmp_path / "o.yaml").write_text(text)
    assert [(each.branch, each.value) for each in overrides.read(tmp_path / "o.yaml", None)] == [
        ("", "service"),
        ("v1", "tooling"),
    ]


def test_the_shipped_overrides_are_about_repositories_of_the_list() -> None:
    found = policy.load(shipped_files.packaged() / "kubeflow.yaml")
    names = {each.name for each in found.organization.repositories}
    assert [each.place for each in found.overrides if each.repository not in names] == []
    assert {each.place.partition(":")[0] for each in found.overrides} == {"overrides.yaml", "images.yaml"}
