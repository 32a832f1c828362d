"""The whole configuration: shipped files load, mistakes in any of them are told."""

from collections.abc import Callable
from pathlib import Path

import pytest

from audit.errors import ConfigurationError, UserError
from audit.policy import location, policy

PROFILES = ("current", "kubeflow-2020")
WEB = "organization: acme\nrepositories:\n  - name: acme/web\n"


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str, str], str]:
    """Return a function that changes one text of a shipped file and returns what is said of it, its line as LINE."""
    monkeypatch.chdir(tmp_path)

    def change(name: str, old: str, new: str) -> str:
        text = (location.packaged() / f"{name}.yaml").read_text()
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
    found = policy.load(location.packaged() / f"{name}.yaml", profile)
    assert (found.organization.name, found.profile.name) == (name, profile)


def test_both_profiles_are_shipped() -> None:
    assert sorted(each.stem for each in (location.packaged() / "profiles").iterdir()) == list(PROFILES)


def test_kubeflow_is_read_at_the_branches_that_ship() -> None:
    branches = {
        each.name: each.branches
        for each in policy.load(location.packaged() / "kubeflow.yaml").organization.repositories
    }
    assert {name: names for name, names in branches.items() if names} == {
        "kubeflow/notebooks": ("notebooks-v1", "notebooks-v2"),
        "kubeflow/trainer": ("master", "release-1.9"),
    }


def test_both_kserve_repositories_and_the_core_are_active() -> None:
    repositories = policy.load(location.packaged() / "kubeflow.yaml").organization.repositories
    active = {each.name for each in repositories if each.status == "active"}
    assert {"kserve/kserve", "kserve/models-web-app", "kubeflow/pipelines", "kubeflow/katib"} <= active


def test_every_inactive_repository_has_its_reason() -> None:
    repositories = policy.load(location.packaged() / "kubeflow.yaml").organization.repositories
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
        policy.load(location.packaged() / "sample.yaml", name)
    assert str(caught.value) == f"--profile: no profile {name!r}; expected one of current, kubeflow-2020"


def test_a_file_that_is_named_and_missing_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("acme.yaml").write_text(f"{WEB}judgement: none.yaml\n")
    with pytest.raises(ConfigurationError) as caught:
        policy.load(Path("acme.yaml"))
    assert str(caught.value) == "none.yaml: no such file; expected a YAML file"


def test_a_nested_unknown_key_is_told_with_its_whole_name(own: Callable[[str, str, str], str]) -> None:
    told = own("judgement", "gap: 0.40", "gaps: 0.40")
    expected = "exposure, exposure_by_kind, gap, reach, reach_is_full_at, threat, threat_by_tier, threat_when_ended"
    assert told == f"judgement.yaml:LINE: unknown key `impact.gaps`; expected one of {expected}"


def test_a_number_that_is_none_is_told(own: Callable[[str, str, str], str]) -> None:
    told = own("judgement", "gap: 0.40", "gap: much")
    assert told == "judgement.yaml:LINE: `impact.gap`: Expected `float`, got `str`"


def test_an_unknown_severity_is_told(own: Callable[[str, str, str], str]) -> None:
    told = own("judgement", "must: 10", "shall: 10")
    assert told == (
        "judgement.yaml:LINE: `score.weights`: Invalid enum value 'shall'; "
        "expected one of 'must', 'should', 'may', 'info'"
    )


def test_an_unknown_tier_is_told(own: Callable[[str, str, str], str]) -> None:
    told = own("lifecycle", "{name: scratch, tier: equivalent", "{name: scratch, tier: bare")
    assert told == (
        "lifecycle.yaml:LINE: `images[0].tier`: Invalid enum value 'bare'; "
        "expected one of 'distroless', 'equivalent', 'minimal', 'slim', 'full', ''"
    )


def test_an_unknown_kind_is_told(own: Callable[[str, str, str], str]) -> None:
    told = own("signals", "{kind: vendored, weight: 50", "{kind: vendor, weight: 20")
    assert told == (
        "signals.yaml:LINE: `folders[0].kind`: Invalid enum value 'vendor'; "
        "expected one of 'controller', 'web-app', 'service', 'workload', 'tooling', 'example', 'vendored'"
    )


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        pytest.param(
            ", info: 0}",
            "}",
            "`score.weights`: lacks `info`; expected a number for each of must, should, may, info",
            id="a severity without a weight",
        ),
        pytest.param(
            "tooling: 0.1, ",
            "",
            "`impact.exposure_by_kind`: lacks `tooling`; expected a number for each of controller, web-app, service, "
            "workload, tooling, example, vendored",
            id="a kind without an exposure",
        ),
        pytest.param(
            ", unknown: 0.6}",
            "}",
            "`impact.threat_by_tier`: lacks `unknown`; expected a number for each of distroless, equivalent, minimal, "
            "slim, full, unknown",
            id="a tier without a threat",
        ),
        pytest.param(
            "gap: 0.40",
            "gap: 0.60",
            "`impact`: gap, exposure, threat and reach sum to 1.2; expected 1",
            id="shares that are no whole",
        ),
        pytest.param(
            "{letter: A, from_score: 90}",
            "{letter: A, from_score: 60}",
            "`score.grades`: expected grades in falling order, the last from_score 0",
            id="grades out of order",
        ),
    ],
)
def test_numbers_that_leave_a_gap_are_told(old: str, new: str, told: str, own: Callable[[str, str, str], str]) -> None:
    place, _, message = own("judgement", old, new).partition(": ")
    assert (place.partition(":")[0], message) == ("judgement.yaml", told)


def test_signals_that_leave_a_component_without_a_kind_are_told(own: Callable[[str, str, str], str]) -> None:
    told = own("signals", "{kind: service, weight: 1, words: [any]}", "{kind: service, weight: 1, words: [some]}")
    assert told.partition(": ")[2] == (
        "`otherwise`: has no entry with the word `any`; expected one, for what nothing speaks for"
    )


def test_the_digest_follows_the_content_and_not_the_place(tmp_path: Path) -> None:
    digests = []
    for name, text in (("one", WEB), ("two", WEB), ("three", f"{WEB}    working_group: Web\n")):
        (tmp_path / name).mkdir()
        (tmp_path / name / f"{name}.yaml").write_text(text)
        digests.append(policy.load(tmp_path / name / f"{name}.yaml").digest)
    assert (digests[0] == digests[1], digests[0] == digests[2]) == (True, False)


def test_a_bare_name_means_a_shipped_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert location.named(Path("sample")) == location.packaged() / "sample.yaml"


def test_a_file_of_that_name_comes_before_the_shipped_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("sample").write_text(WEB)
    assert location.named(Path("sample")) == Path("sample")


@pytest.mark.parametrize("name", ["sample.yaml", "./sample", "none", "config/sample", "../sample"])
def test_every_other_name_is_a_path(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    # a path that begins with `./` loses it, so it is the same bare name
    expected = location.packaged() / "sample.yaml" if name == "./sample" else Path(name)
    assert location.named(Path(name)) == expected
