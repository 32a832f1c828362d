"""The patterns of CODEOWNERS, each as GitHub's documentation explains it."""

import pytest

from audit.components.owners.codeowners import fits


@pytest.mark.parametrize(
    ("pattern", "path", "expected"),
    [
        pytest.param("*", "a/b/c", True, id="everything"),
        pytest.param("*.js", "a/b.js", True, id="an ending at any depth"),
        pytest.param("*.js", "a.js/b", True, id="a folder with that ending"),
        pytest.param("*.js", "a/b.ts", False, id="another ending"),
        pytest.param("/build/logs/", "build/logs/a/b", True, id="an anchored folder"),
        pytest.param("/build/logs/", "x/build/logs/a", False, id="an anchored folder elsewhere"),
        pytest.param("docs/*", "docs/a.md", True, id="files directly in a folder"),
        pytest.param("docs/*", "docs/a/b.md", False, id="files deeper in it"),
        pytest.param("apps/", "x/apps/y", True, id="a folder at any depth"),
        pytest.param("apps/", "apps", False, id="a file that is called like the folder"),
        pytest.param("/apps", "apps/y", True, id="a folder without its slash"),
        pytest.param("apps", "x/apps", True, id="a file at any depth"),
        pytest.param("apps/x", "y/apps/x", False, id="a slash inside anchors"),
        pytest.param("**/logs", "a/b/logs/c", True, id="any folders before"),
        pytest.param("a/**/z", "a/z", True, id="no folder between"),
        pytest.param("a/**/z", "a/b/c/z", True, id="some folders between"),
        pytest.param("a/**", "a/b/c", True, id="everything below"),
        pytest.param("a/*/c", "a/b/c", True, id="one folder, whatever its name"),
        pytest.param("a/*/c", "a/b/b/c", False, id="two folders are not one"),
        pytest.param("a?c", "abc", True, id="one letter"),
        pytest.param("[ab]", "a", False, id="no character ranges"),
        pytest.param("/", "a", False, id="nothing but a slash"),
        pytest.param("!a", "a", False, id="no negation"),
        pytest.param("a\\", "a", False, id="a pattern that is none"),
        pytest.param("*a" * 1_000 + "b", "a" * 4_000, False, id="a pattern that is hard to match"),
        pytest.param("a" * 5_000, "a" * 5_000, False, id="a pattern longer than any path"),
    ],
)
def test_fits(pattern: str, path: str, expected: bool) -> None:  # noqa: FBT001 - a case's expected value
    assert fits(pattern, path) is expected
