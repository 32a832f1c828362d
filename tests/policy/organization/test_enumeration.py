"""The key `enumerate` of an organisation's file."""

from pathlib import Path

import pytest

from audit.policy.organization import organization
from audit.policy.organization.enumeration import Enumeration, Exclusion
from tests.policy.reading import fault

WEB = "organization: acme\nrepositories:\n  - name: acme/web\n"


def read(text: str) -> organization.Organization:
    Path("acme.yaml").write_text(text)
    return organization.read(Path("acme.yaml"))


def test_a_file_without_the_key_asks_nobody(folder: Path) -> None:
    assert read(WEB).enumerate.api == ""


def test_an_empty_key_asks_github_and_needs_no_list(folder: Path) -> None:
    found = read("organization: acme\nenumerate: {}\n")
    assert (found.repositories, found.enumerate) == ((), Enumeration(api="https://api.github.com"))


def test_every_part_of_the_key_is_read(folder: Path) -> None:
    text = (
        "enumerate:\n  api: https://git.example/api/v3\n  archived: audit\n  forks: audit\n  inactive_after_days: 730\n"
        "  private: true\n  related: true\n  wait_at_most: 60\n  timeout: 5\n  when_unreachable: listed\n"
        "  exclude:\n    - {name: website, reason: no images}\n    - {topic: docs, reason: texts}\n"
    )
    assert read(WEB + text).enumerate == Enumeration(
        api="https://git.example/api/v3",
        archived="audit",
        forks="audit",
        inactive_after_days=730,
        private=True,
        related=True,
        exclude=(Exclusion("no images", name="website"), Exclusion("texts", topic="docs")),
        wait_at_most=60,
        timeout=5,
        when_unreachable="listed",
    )


@pytest.mark.parametrize(
    ("api", "web"),
    [
        ("https://api.github.com", "https://github.com"),
        ("https://git.example.org/api/v3", "https://git.example.org"),
        ("https://git.example.org:8443/api/v3/", "https://git.example.org:8443"),
        ("https://api.acme.ghe.com", "https://acme.ghe.com"),
        ("http://127.0.0.1:8080/api/v3", "http://127.0.0.1:8080"),
    ],
)
def test_where_repositories_lie_follows_from_where_is_asked(api: str, web: str) -> None:
    assert Enumeration(api=api).web == web


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param(
            "organization: The Acme Project\nenumerate: {}\n",
            "acme.yaml:1: `organization`: 'The Acme Project' is no name of an organisation on GitHub, which "
            "`enumerate` asks for",
            id="a name that GitHub cannot know",
        ),
        pytest.param(
            "organization: acme\nenumerate:\n  api: http://git.example/api/v3\n",
            "acme.yaml:3: `enumerate.api`: 'http://git.example/api/v3' is refused; expected https://HOST or "
            "https://HOST/api/v3, without credentials",
            id="an address on which the token could be read",
        ),
        pytest.param(
            "organization: acme\nenumerate:\n  api: https://me@git.example/\n",
            "acme.yaml:3: `enumerate.api`: 'https://me@git.example/' is refused; expected https://HOST or "
            "https://HOST/api/v3, without credentials",
            id="an address with credentials",
        ),
        pytest.param(
            "organization: acme\nenumerate:\n  exclude:\n    - reason: texts\n",
            "acme.yaml:4: `enumerate.exclude[0]`: expected either `name` or `topic`",
            id="an exclusion of nothing",
        ),
        pytest.param(
            "organization: acme\nenumerate:\n  exclude:\n    - name: web\n",
            "acme.yaml:4: `enumerate.exclude[0]`: missing required field `reason`",
            id="an exclusion without a reason",
        ),
        pytest.param(
            "organization: acme\nenumerate:\n  exclude:\n    - name: web\n      reason: ' '\n",
            "acme.yaml:5: `enumerate.exclude[0].reason`: is empty; expected why it is excluded",
            id="an exclusion with an empty reason",
        ),
        pytest.param(
            "organization: acme\nenumerate:\n  wait_at_most: -1\n",
            "acme.yaml:3: `enumerate.wait_at_most`: Expected `int` >= 0",
            id="a negative time",
        ),
        pytest.param(
            "organization: acme\nenumerate:\n",
            "acme.yaml:2: `enumerate`: Expected `object`, got `null`",
            id="the key alone",
        ),
    ],
)
def test_a_mistake_names_file_line_key_and_expectation(text: str, told: str, folder: Path) -> None:
    assert fault(text) == told
