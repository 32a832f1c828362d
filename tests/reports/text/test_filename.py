"""Names of files."""

import pytest

from reports.text.filename import filenames


@pytest.mark.parametrize(
    ("repositories", "names"),
    [
        pytest.param(["kubeflow/katib"], ["kubeflow-katib"], id="a slash becomes a dash"),
        pytest.param(["a-b/c", "a/b-c"], ["a-b-c", "a-b-c-5d28fa20"], id="two that would be one are told apart"),
        pytest.param(["A/b", "a/B"], ["A-b", "a-B-5d28fa20"], id="case alone tells nothing apart"),
        pytest.param(["../x"], ["x-5d28fa20"], id="no way out of the folder"),
        pytest.param(["a/ü"], ["a-5d28fa20"], id="letters that not every system has"),
        pytest.param(["organization"], ["organization-5d28fa20"], id="a name that is taken"),
    ],
)
def test_filenames(repositories: list[str], names: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reports.text.filename._digest", lambda _: "5d28fa20")
    assert list(filenames(repositories, taken=("organization",)).values()) == names


def test_a_long_name_is_cut() -> None:
    (name,) = filenames(["a" * 400]).values()
    assert (len(name), name[:3], name[-9:]) == (109, "aaa", "-abd5e54b")


def test_the_same_name_gives_the_same_file() -> None:
    assert filenames(["b/a", "a/b", "a/b"]) == {"a/b": "a-b", "b/a": "b-a"}
