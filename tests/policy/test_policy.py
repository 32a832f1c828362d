"""The whole configuration: shipped files load, mistakes in any of them are told."""

from collections.abc import Callable
from pathlib import Path

import pytest

from audit.errors import ConfigurationError, UserError
from audit.policy import policy, shipped_files

PROFILES = ("current", "kubeflow-2020")
WEB = "organization: acme\nrepositories:\n  - name: acme/web\n"


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str, str], str]:
    """Return a function that changes one text of a shipped file and returns what is said of it, its line as LINE."""
    monkeypatch.chdir(tmp_path)

    def change(name: str, old: str, new: str) -> str:
        text = (shipped_files.packaged() / f"{name}.yaml").read_text()
        assert text.count(old) == 1
        Path(f"{name}.yaml").write_text(text.replace(old, new))
        Path("acme.yaml").write_text(f"{WEB}{name}: {name}.yaml\n")
        with pytest.raises(ConfigurationError) as caught:
            policy.load(Path("acme.yaml"))
        line = text[: text.index(old)].count("\n") + 1
        return str(caught.value).replace(f"{name}.yaml:{line}: ", f"{name}.yaml:LINE: ")

    return change


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("name", ["kubeflow", "sample"])
def test_a_shipped_organisation_loads_under_every_profile(name: str, profile: str) -> None:
    found = policy.load(shipped_files.packaged() / f"{name}.yaml", profile)
    assert (found.organization.name, found.profile.name) == (name, profile)


def test_both_profiles_are_shipped() -> None:
    assert sorted(each.stem for each in (shipped_files.packaged() / "profiles").iterdir()) == list(PROFILES)


def test_kubeflow_is_read_at_the_branches_that_ship() -> None:
    branches = {
        each.name: each.branches
        for each in policy.load(shipped_files.packaged() / "kubeflow.yaml").organization.repositories
    }
    assert {name: names for name, names in branches.items() if names} == {
        "kubeflow/notebooks": ("notebooks-v1", "notebooks-v2"),
        "kubeflow/trainer": ("master", "release-1.9"),
    }


def test_kubeflow_is_audited_as_listed_when_github_does_not_answer() -> None:
    found = policy.load(shipped_files.packaged() / "kubeflow.yaml").organization.enumerate
    assert (found.api, found.when_unreachable) == ("https://api.github.com", "listed")


def test_both_kserve_repositories_and_the_core_are_active() -> None:
    repositories = policy.load(shipped_files.packaged() / "kubeflow.yaml").organization.repositories
    active = {each.name for each in repositories if each.status == "active"}
    assert {"kserve/kserve", "kserve/models-web-app", "kubeflow/pipelines", "kubeflow/katib"} <= active


def test_kubeflow_s_projects_have_the_state_that_the_community_lists() -> None:
    repositories = policy.load(shipped_files.packaged() / "kubeflow.yaml").organization.repositories
    assert {each.name: each.project for each in repositories if each.status == "active" and each.project} == {
        "kserve/kserve": "ecosystem",
        "kubeflow/hub": "graduated",
        "kubeflow/katib": "graduated",
        "kubeflow/mcp-apache-spark-history-server": "experimental",
        "kubeflow/mcp-server": "experimental",
        "kubeflow/notebooks": "graduated",
        "kubeflow/pipelines": "graduated",
        "kubeflow/spark-operator": "graduated",
        "kubeflow/trainer": "graduated",
    }


def test_every_inactive_repository_has_its_reason() -> None:
    repositories = policy.load(shipped_files.packaged() / "kubeflow.yaml").organization.repositories
    assert [each.name for each in repositories if (each.status == "inactive") != bool(each.reason)] == []


def test_the_file_s_profile_is_taken_when_none_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "acme.yaml").write_text(f"{WEB}profile: current\n")
    assert policy.load(tmp_path / "acme.yaml").profile.name == "current"


def test_an_unknown_profile_of_the_file_is_told_where_it_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("acme.yaml").write_text(f"{WEB}profile: strict\n")
    with pytest.raises(ConfigurationError) as caught:
        policy.load(Path("acme.yaml"))
    assert str(caught.value) == "acme.yaml:4: `profile`: no profile 'strict'; expected one of current, kubeflow-2020"


@pytest.mark.parametrize("name", ["strict", "../judgement", "current.yaml"])
def test_an_unknown_profile_of_the_command_line_is_told(name: str) -> None:
    with pytest.raises(UserError) as caught:
        policy.load(shipped_files.packaged() / "sample.yaml", name)
    assert str(caught.value) == f"--profile: no profile {name!r}; expected one of current, kubeflow-2020"


def test_a_file_that_is_named_and_missing_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("acme.yaml").write_text(f"{WEB}judgement: none.yaml\n")
    with pytest.raises(ConfigurationError) as caught:
        policy.load(Path("acme.yaml"))
    assert str(caught.value) == "none.yaml: no such file; expected a YAML file"


def test_an_unknown_severity_is_told(own: Callable[[str, str, str], str]) -> None:
    told = own("judgement", "must: 10", "shall: 10")
    assert told == (
        "judgement.yaml:LINE: `score.weights`: Invalid enum value 'shall'; "
        "expected one of 'must', 'should', 'may', 'info'"
    )


def test_an_unknown_tier_is_told(own: Callable[[str, str, str], str]) -> None:
    told = own("lifecycle", 'scratch, user: "0", source: official', 'scratch, user: "0", source: hearsay')
    expected = (
        "distro-info, distroless, distroless-issues, endoflife, hardened-images, naming, node-releases, official, "
        "official-images, vendors"
    )
    assert told == f"lifecycle.yaml:LINE: `images[0].source` is 'hearsay'; expected one of {expected}"
