"""An organisation's file: what is read from it, and how each mistake is told."""

from pathlib import Path

import pytest

from audit.errors import ConfigurationError
from audit.policy.organization import organization
from tests.bombs import bomb
from tests.policy.reading import fault, read

WEB = "organization: acme\nrepositories:\n  - name: acme/web\n"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param(
            "organization: acme\nrepositories:\n  - status: active\n",
            "acme.yaml:3: `repositories[0]`: missing required field `name`",
            id="a missing key of an entry",
        ),
        pytest.param(
            "repositories:\n  - name: acme/web\n",
            "acme.yaml:1: missing required field `organization`",
            id="a missing key of the file",
        ),
        pytest.param(
            f"{WEB}    branches:\n      - main\n      - 1.9\n",
            "acme.yaml:6: `repositories[0].branches[1]`: Expected `str`, got `float`",
            id="a number where a branch belongs",
        ),
        pytest.param(
            f"{WEB}    url:\n",
            "acme.yaml:4: `repositories[0].url`: Expected `str`, got `null`",
            id="a key without a value",
        ),
        pytest.param(
            "organization: acme\nrepositories: [acme/web]\n",
            "acme.yaml:2: `repositories[0]`: Expected `object`, got `str`",
            id="a name where an entry belongs",
        ),
        pytest.param(
            f"{WEB}    status: archived\n",
            "acme.yaml:4: `repositories[0].status`: Invalid enum value 'archived'; "
            "expected one of 'active', 'inactive'",
            id="a status that is none",
        ),
        pytest.param(
            f"{WEB}    project: retired\n",
            "acme.yaml:4: `repositories[0].project`: Invalid enum value 'retired'; "
            "expected one of 'graduated', 'incubating', 'experimental', 'deprecated', 'archived', 'ecosystem', ''",
            id="a project's state that is none",
        ),
        pytest.param(
            "organization: acme\nrepositories: []\n",
            "acme.yaml:2: `repositories` is empty; expected at least one entry",
            id="no repository at all",
        ),
        pytest.param(
            f"{WEB}  - name: acme/web\n",
            "acme.yaml:4: `repositories[1].name` (acme/web): stands in the list twice, also as repositories[0]; "
            "expected once",
            id="a repository that stands there twice",
        ),
        pytest.param(
            f"{WEB}  - name: acme/api\n  - name: Acme/WEB\n",
            "acme.yaml:5: `repositories[2].name` (Acme/WEB): stands in the list twice, also as repositories[0]; "
            "expected once",
            id="a repository that stands there twice in other letters",
        ),
        pytest.param(
            f"{WEB}    status: inactive\n",
            "acme.yaml:3: `repositories[0].reason` (acme/web): expected for an inactive repository, and for no other",
            id="an inactive repository without a reason",
        ),
        pytest.param(
            f"{WEB}    reason: archived\n",
            "acme.yaml:4: `repositories[0].reason` (acme/web): expected for an inactive repository, and for no other",
            id="a reason on an active repository",
        ),
        pytest.param(
            f"{WEB}    url: .\n    folder: .\n    branches: [main]\n",
            "acme.yaml:5: `repositories[0].folder` (acme/web): stands beside `url`; expected one of them",
            id="a folder beside a url",
        ),
        pytest.param(
            f"{WEB}    folder: none\n    branches: [main]\n",
            "acme.yaml:4: `repositories[0].folder` (acme/web): no folder at 'none'; "
            "expected a folder with one folder for each branch",
            id="a folder that is not there",
        ),
        pytest.param(
            f"{WEB}    folder: .\n",
            "acme.yaml:3: `repositories[0].branches` (acme/web): "
            "expected the names of the folders that become branches",
            id="a folder without branches",
        ),
        pytest.param(
            f"{WEB}    branches: [main, next, main]\n",
            "acme.yaml:4: `repositories[0].branches` (acme/web): names a branch twice; expected each once",
            id="a branch that stands there twice",
        ),
        pytest.param(
            f"{WEB}    branches: [main]\n    maintenance: [old]\n",
            "acme.yaml:5: `repositories[0].maintenance` (acme/web): "
            "'old' is none of `branches`; expected one that is audited",
            id="a maintenance branch that is not audited",
        ),
        pytest.param("", "acme.yaml: is empty or a list; expected keys and values", id="an empty file"),
        pytest.param("# none\n", "acme.yaml: is empty or a list; expected keys and values", id="nothing but a remark"),
        pytest.param("- acme\n", "acme.yaml: is empty or a list; expected keys and values", id="a list at the top"),
        pytest.param("acme\n", "acme.yaml: is empty or a list; expected keys and values", id="a word at the top"),
        pytest.param(
            f"{WEB}    branches: [main\n",
            "acme.yaml:5: not YAML: did not find expected ',' or ']'",
            id="a bracket that is not closed",
        ),
        pytest.param(
            "organization:\n\t- acme\n",
            "acme.yaml:2: not YAML: found character that cannot start any token",
            id="a tab",
        ),
        pytest.param(
            f"{WEB}---\nmore: 1\n", "acme.yaml:4: not YAML: but found another document", id="a second document"
        ),
        pytest.param("organization: *acme\n", "acme.yaml:1: not YAML: found undefined alias", id="an alias of nothing"),
        pytest.param(
            "organization: !secret acme\nrepositories: []\n",
            "acme.yaml:1: not plain YAML: could not determine a constructor for the tag '!secret'",
            id="a tag of another program",
        ),
        pytest.param(
            "organization: 2026-13-45\nrepositories: []\n",
            "acme.yaml: a date or number that is none: month must be in 1..12",
            id="a date that is none",
        ),
        pytest.param(
            "organization: &a [*a]\nrepositories: []\n",
            "acme.yaml: nested without end; expected a few levels of keys",
            id="a list that holds itself",
        ),
        pytest.param(
            "repositories: " + "[" * 100_000 + "]" * 100_000,
            "acme.yaml: nested too deeply; expected a few levels of keys",
            id="nesting deeper than the machine's stack",
        ),
        pytest.param(
            bomb(),
            "acme.yaml: its aliases repeat more than 100,000 values; expected them written out",
            id="aliases without end",
        ),
        pytest.param(
            "? [organization]\n: acme\n",
            "acme.yaml:1: a key is a list or a mapping; expected a word",
            id="a list for a key",
        ),
        pytest.param(
            b"organization: acm\xe9\n",
            "acme.yaml: cannot be read as UTF-8 text: 'utf-8' codec can't decode byte 0xe9 in position 17: "
            "invalid continuation byte",
            id="a text that is not UTF-8",
        ),
    ],
)
def test_a_mistake_names_file_line_key_and_expectation(text: str | bytes, told: str, folder: Path) -> None:
    assert fault(text) == told


def test_a_missing_file_is_named(folder: Path) -> None:
    with pytest.raises(ConfigurationError) as caught:
        organization.read(Path("none.yaml"))
    assert str(caught.value) == "none.yaml: no such file; expected a YAML file"


def test_a_folder_for_a_file_is_named(folder: Path) -> None:
    with pytest.raises(ConfigurationError) as caught:
        organization.read(Path())
    assert str(caught.value) == ".: cannot be read as UTF-8 text: [Errno 21] Is a directory: '.'"


def test_an_inactive_repository_keeps_its_reason(folder: Path) -> None:
    (found,) = read(f"{WEB}    status: inactive\n    reason: archived in 2024\n    working_group: Web\n")
    assert (found.status, found.reason, found.working_group) == ("inactive", "archived in 2024", "Web")


def test_a_mark_of_byte_order_is_no_part_of_the_first_key(folder: Path) -> None:
    assert [each.name for each in read(f"\ufeff{WEB}")] == ["acme/web"]


UPSTREAM = "organization: theirs\nrepositories:\n  - name: they/engine\nbuilt_elsewhere:\n"
UPSTREAM += "  - {images: ['registry.example/engine/*'], repository: they/engine, reason: ko builds it}\n"


def test_upstream_projects_come_from_a_file_of_their_own() -> None:
    Path("theirs.yaml").write_text(UPSTREAM)
    Path("acme.yaml").write_text(f"{WEB}upstream: theirs.yaml\n")
    found = organization.read(Path("acme.yaml"))
    assert [(each.name, each.upstream) for each in (*found.repositories, *found.upstream)] == [
        ("acme/web", False),
        ("they/engine", True),
    ]
    assert [(each.repository, each.reason) for each in found.built_elsewhere] == [("they/engine", "ko builds it")]


@pytest.mark.parametrize(
    ("theirs", "told"),
    [
        pytest.param("", "`upstream`: no file at 'theirs.yaml'", id="the file is not there"),
        pytest.param(
            f"{UPSTREAM}upstream: other.yaml\n",
            "`upstream` names a file that has an `upstream` of its own",
            id="it has an upstream of its own",
        ),
        pytest.param(
            UPSTREAM.replace("they/engine", "acme/web"),
            "`upstream` lists acme/web, which is one of `repositories`",
            id="a repository is in both files",
        ),
    ],
)
def test_an_upstream_file_that_cannot_be_used_is_told(theirs: str, told: str) -> None:
    Path("other.yaml").write_text(UPSTREAM.replace("they/engine", "they/other"))
    Path("theirs.yaml").write_text(theirs)
    if not theirs:
        Path("theirs.yaml").unlink()
    assert fault(f"{WEB}upstream: theirs.yaml\n") == f"acme.yaml:4: {told}"
