"""The list of the file completed with what its host lists."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest

from audit.errors import HostError
from audit.model.repository import Hosted, Local, Remote, Repository
from audit.policy.organization.enumeration import Enumeration, Exclusion
from audit.policy.organization.organization import Organization
from audit.sources.enumeration import enumeration

WHEN = date(2026, 11, 23)
ASKED = Enumeration()


def hosted(name: str, number: int, **given: object) -> Hosted:
    found = Hosted(
        id=number,
        name=name,
        web=f"https://github.com/{name}",
        default_branch="main",
        visibility="public",
        private=False,
        archived=False,
        disabled=False,
        fork=False,
        topics=(),
        pushed="2026-11-01",
    )
    return replace(found, **given)  # type: ignore[arg-type]


def listed(name: str, **given: object) -> Repository:
    web = f"https://github.com/{name}"
    return replace(Repository(name, Remote(web), (), "active", "", "", web), **given)  # type: ignore[arg-type]


class Host:
    """Know some repositories, others by former names, and their first commits; fail at a word when told to."""

    def __init__(
        self,
        found: Iterable[Hosted],
        former: dict[str, Hosted] | None = None,
        commits: dict[str, str] | None = None,
        fails: str = "",
    ) -> None:
        """Take what is known."""
        self._found = tuple(found)
        self._former = former or {}
        self._commits = commits or {}
        self._fails = fails
        self.asked: list[str] = []

    def listed(self, organization: str) -> tuple[Hosted, ...]:
        """Return what is known."""
        if self._fails == "listed":
            raise HostError(f"no list of {organization}")
        return self._found

    def find(self, name: str) -> Hosted | None:
        """Return what a name leads to."""
        if self._fails == "find":
            raise HostError(f"no answer about {name}")
        self.asked.append(name)
        return self._former.get(name)

    def first_commit(self, name: str) -> str:
        """Return the first commit."""
        if self._fails == "first_commit":
            raise HostError(f"no commits of {name}")
        self.asked.append(name)
        return self._commits.get(name, "")


def completed(host: Host, *repositories: Repository, asked: Enumeration = ASKED) -> Organization:
    return enumeration.complete(Organization("acme", repositories, enumerate=asked), host, WHEN)


def shown(organization: Organization) -> list[tuple[str, str, str]]:
    return [(each.name, each.status, each.reason) for each in organization.repositories]


@pytest.mark.parametrize(
    ("given", "settings", "status", "reason"),
    [
        pytest.param({}, {}, "active", "", id="an active one"),
        pytest.param({"archived": True}, {}, "inactive", "archived on GitHub", id="an archived one"),
        pytest.param({"archived": True}, {"archived": "audit"}, "active", "", id="an archived one that is wanted"),
        pytest.param({"fork": True}, {}, "inactive", "a fork of another repository", id="a fork"),
        pytest.param({"fork": True}, {"forks": "audit"}, "active", "", id="a fork that is wanted"),
        pytest.param({"disabled": True}, {}, "inactive", "disabled on GitHub", id="a disabled one"),
        pytest.param({"pushed": "2026-11-13"}, {"inactive_after_days": 10}, "active", "", id="ten days without a push"),
        pytest.param(
            {"pushed": "2026-11-12"},
            {"inactive_after_days": 10},
            "inactive",
            "last push 2026-11-12; more than 10 days without one count as inactive",
            id="eleven days without a push",
        ),
        pytest.param(
            {"pushed": ""},
            {"inactive_after_days": 10},
            "inactive",
            "nothing was pushed yet; more than 10 days without one count as inactive",
            id="one without a push",
        ),
        pytest.param({"pushed": "2016-01-01"}, {}, "active", "", id="an old one, when age does not count"),
        pytest.param(
            {},
            {"exclude": (Exclusion("no images", name="w?b"),)},
            "excluded",
            "no images",
            id="one that is excluded by the last part of its name",
        ),
        pytest.param(
            {"archived": True},
            {"exclude": (Exclusion("no images", name="ACME/*"),)},
            "excluded",
            "no images",
            id="an archived one that is excluded by its name",
        ),
        pytest.param(
            {"topics": ("docs", "ui")},
            {"exclude": (Exclusion("no images", topic="docs"),)},
            "excluded",
            "no images",
            id="one that is excluded by its topic",
        ),
        pytest.param(
            {}, {"exclude": (Exclusion("no images", topic="docs"),)}, "active", "", id="one without the topic"
        ),
    ],
)
def test_policy_decides_what_is_audited(
    given: dict[str, object], settings: dict[str, object], status: str, reason: str
) -> None:
    asked = replace(ASKED, **settings)  # type: ignore[arg-type]
    assert shown(completed(Host([hosted("acme/web", 1, **given)]), asked=asked)) == [("acme/web", status, reason)]


def test_the_others_follow_what_is_listed() -> None:
    host = Host([hosted("acme/a", 1), hosted("acme/m", 2), hosted("acme/z", 3)])
    own = listed("acme/m", branches=("v1", "v2"), working_group="Web")
    local = listed("acme/z", origin=Local("/srv/z"), web="")
    found = completed(host, local, own)
    assert found.repositories == (local, own, listed("acme/a"))
    assert (host.asked, found.notices) == ([], ())


def test_what_is_listed_as_active_is_audited_though_archived_and_everybody_is_told() -> None:
    found = completed(Host([hosted("acme/web", 1, archived=True)]), listed("acme/web"))
    assert shown(found) == [("acme/web", "active", "")]
    assert found.notices == ("acme/web is archived; it is listed as active and was audited as such.",)


def test_what_lies_elsewhere_is_audited_as_listed() -> None:
    host = Host([], {"other/web": hosted("other/web", 5)})
    here = listed("here/web", origin=Remote("https://git.example/web"))
    assert completed(host, listed("other/web"), here).repositories == (listed("other/web"), here)
    assert host.asked == ["other/web"]


def test_a_former_name_counts_under_the_present_one_with_what_the_file_says() -> None:
    web = hosted("acme/web", 5)
    found = completed(Host([web], {"acme/ui": web}), listed("acme/ui", branches=("v1",), working_group="Web"))
    assert found.repositories == (
        listed("acme/web", branches=("v1",), working_group="Web"),
        listed(
            "acme/ui",
            branches=("v1",),
            working_group="Web",
            status="excluded",
            reason="the same repository as acme/web, under a former name",
        ),
    )


WEB = hosted("acme/web", 5)
ELSEWHERE = hosted("other/web", 5)
RENAMED = listed("acme/ui", status="inactive", reason="renamed")
UNDER_FORMER_NAME = ("acme/ui", "excluded", "the same repository as acme/web, under a former name")


@pytest.mark.parametrize(
    ("host", "repositories", "expected"),
    [
        pytest.param(
            Host([WEB], {"acme/ui": WEB}),
            [RENAMED, listed("acme/web")],
            [("acme/web", "active", ""), UNDER_FORMER_NAME],
            id="of two listed names the present one counts",
        ),
        pytest.param(
            Host([WEB], {"acme/ui": WEB}),
            [RENAMED],
            [("acme/web", "active", ""), UNDER_FORMER_NAME],
            id="an inactive former name does not silence the present one",
        ),
        pytest.param(
            Host([], {"acme/ui": ELSEWHERE, "acme/web": ELSEWHERE}),
            [RENAMED, listed("acme/web", status="inactive", reason="renamed")],
            [
                ("acme/ui", "inactive", "renamed"),
                ("acme/web", "excluded", "the same repository as acme/ui, under a former name"),
            ],
            id="former names of a repository elsewhere that is not listed are one",
        ),
        pytest.param(
            Host([WEB]),
            [listed("acme/web", status="inactive", reason="superseded")],
            [("acme/web", "inactive", "superseded")],
            id="one listed as inactive stays so with its reason",
        ),
    ],
)
def test_names_of_one_repository(
    host: Host, repositories: list[Repository], expected: list[tuple[str, str, str]]
) -> None:
    assert shown(completed(host, *repositories)) == expected


def test_what_only_the_token_shows_is_asked_for_with_it() -> None:
    asked = replace(ASKED, private=True)
    host = Host([hosted("acme/a", 1, private=True), hosted("acme/b", 2, private=True), hosted("acme/c", 3)])
    found = completed(host, listed("acme/b"), asked=asked)
    assert [each.origin for each in found.repositories] == [
        Remote("https://github.com/acme/b", private=True),
        Remote("https://github.com/acme/a", private=True),
        Remote("https://github.com/acme/c"),
    ]


@pytest.mark.parametrize(
    ("when_unreachable", "repositories"),
    [pytest.param("fail", [listed("acme/web")], id="always"), pytest.param("listed", [], id="with nothing listed")],
)
def test_a_host_that_does_not_answer_ends_the_run(when_unreachable: str, repositories: list[Repository]) -> None:
    asked = replace(ASKED, when_unreachable=when_unreachable)  # type: ignore[arg-type]
    with pytest.raises(HostError, match=r"^no list of acme$"):
        completed(Host([], fails="listed"), *repositories, asked=asked)


def test_a_host_that_does_not_answer_leaves_what_is_listed_when_told_so_and_everybody_is_told() -> None:
    asked = replace(ASKED, when_unreachable="listed")
    found = completed(Host([], fails="listed"), listed("acme/web"), asked=asked)
    assert found.repositories == (listed("acme/web"),)
    assert found.notices == (
        "no list of acme. Only the repositories that the configuration lists were looked at; others may be missing.",
    )


def test_former_names_that_get_no_answer_are_told_and_the_list_counts() -> None:
    found = completed(Host([hosted("acme/web", 1)], fails="find"), listed("acme/ui"))
    assert [each.name for each in found.repositories] == ["acme/ui", "acme/web"]
    assert found.notices == (
        "no answer about acme/ui. Whether listed names are former names of one another is not known.",
    )


def test_repositories_that_began_as_one_are_told_and_each_is_counted() -> None:
    names = ("acme/api", "acme/empty", "acme/empty-too", "acme/old", "acme/ui", "acme/web")
    commits = {"acme/api": "b" * 40, "acme/ui": "a" * 40, "acme/web": "a" * 40, "acme/old": "a" * 40}
    host = Host([hosted(name, index, archived=name == "acme/old") for index, name in enumerate(names)], commits=commits)
    found = completed(host, asked=replace(ASKED, related=True))
    active = [name for name in names if name != "acme/old"]
    assert [each.name for each in found.repositories if each.status == "active"] == active
    assert found.notices == (
        "acme/ui and acme/web began as one repository (first commit aaaaaaaaaa); each is counted for itself.",
    )
    assert host.asked == active


def test_first_commits_that_get_no_answer_are_told() -> None:
    host = Host([hosted("acme/a", 1)], fails="first_commit")
    assert completed(host, asked=replace(ASKED, related=True)).notices == (
        "no commits of acme/a. Which repositories began as one is known in part only.",
    )
