"""GitHub asked through PyGithub, over a real server on loopback."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

import pytest

from audit.errors import HostError, UserError
from audit.model.repository import Hosted
from audit.policy.organization.enumeration import Enumeration
from audit.sources.github import token
from audit.sources.github.client import Client
from audit.sources.github.retry import Retry
from tests.sources import hub as hubs
from tests.sources.hub import Hub, Trouble
from tests.sources.server import GitServer

NOW = 1_795_392_000.0
SECRET = "ghp_0123456789abcdefSECRET"  # noqa: S105 - made up


@dataclass(slots=True)
class Watch:
    """Be a clock on which sleeping takes no time, and hold what was slept and told."""

    time: float = NOW
    slept: list[float] = field(default_factory=list)
    told: list[str] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        """Go on by so many seconds."""
        self.slept.append(seconds)
        self.time += seconds


@pytest.fixture
def watch() -> Watch:
    """Return the clock."""
    return Watch()


@pytest.fixture
def opened(server: GitServer, watch: Watch) -> Iterator[Callable[..., Client]]:
    """Return a function that opens a client with a token or none."""
    clients = []

    def open_one(given: str = "", seconds: float = 300, **settings: object) -> Client:
        wanted = replace(Enumeration(api=f"{server.url}/api/v3", timeout=1), **settings)  # type: ignore[arg-type]
        clients.append(Client(wanted, given, Retry(seconds, watch.sleep, watch.told.append), lambda: watch.time))
        return clients[-1]

    yield open_one
    for each in clients:
        each.__exit__(None, None, None)


def fault(client: Client) -> str:
    """Return what is said when the list does not come."""
    with pytest.raises(HostError) as caught:
        client.listed("acme")
    assert (caught.value.__cause__, caught.value.__suppress_context__) == (None, True)
    return str(caught.value).partition(": no list of the repositories of acme: ")[2]


def test_everything_that_is_listed_is_read(hub: Hub, server: GitServer, opened: Callable[..., Client]) -> None:
    hub.repositories = [
        hubs.listed("acme/web", 7, topics=["ui", "go"], pushed_at="2026-10-31T23:30:00-02:00", default_branch="trunk"),
        hubs.listed("acme/api", 9, archived=True, fork=True, disabled=True, pushed_at=None),
    ]
    web = Hosted(
        id=7,
        name="acme/web",
        web=f"{server.url}/acme/web",
        default_branch="trunk",
        visibility="public",
        private=False,
        archived=False,
        disabled=False,
        fork=False,
        topics=("go", "ui"),
        pushed="2026-11-01",
    )
    api = replace(
        web,
        id=9,
        name="acme/api",
        web=f"{server.url}/acme/api",
        default_branch="main",
        archived=True,
        disabled=True,
        fork=True,
        topics=(),
        pushed="",
    )
    assert opened().listed("acme") == (api, web)


def test_a_list_of_several_pages_is_read_to_the_end(hub: Hub, opened: Callable[..., Client]) -> None:
    hub.repositories = [hubs.listed(f"acme/r{number:03}", number) for number in range(250)]
    assert [each.id for each in opened().listed("acme")] == list(range(250))
    assert hub.asked == [
        "/orgs/acme/repos?per_page=100&sort=full_name&type=public",
        "/orgs/acme/repos?page=2&per_page=100&sort=full_name&type=public",
        "/orgs/acme/repos?page=3&per_page=100&sort=full_name&type=public",
    ]


def test_an_organisation_without_repositories_has_none(hub: Hub, opened: Callable[..., Client]) -> None:
    assert opened().listed("acme") == ()


def test_the_token_goes_with_every_request_in_a_header_and_nowhere_else(
    hub: Hub, opened: Callable[..., Client]
) -> None:
    hub.repositories = [hubs.listed(f"acme/r{number:03}", number) for number in range(101)]
    opened(SECRET).listed("acme")
    assert hub.shown == [f"token {SECRET}"] * 2
    assert [each for each in hub.asked if SECRET in each] == []


def test_private_repositories_are_asked_for_only_when_they_are_wanted(hub: Hub, opened: Callable[..., Client]) -> None:
    hub.repositories = [
        hubs.listed("acme/open", 1),
        hubs.listed("acme/secret", 2, private=True, visibility="internal"),
    ]
    assert [(each.name, each.visibility) for each in opened(SECRET).listed("acme")] == [("acme/open", "public")]
    assert [(each.name, each.visibility) for each in opened(SECRET, private=True).listed("acme")] == [
        ("acme/open", "public"),
        ("acme/secret", "internal"),
    ]


@pytest.mark.parametrize(
    ("troubles", "slept"),
    [
        pytest.param([hubs.bad_gateway], [1], id="a bad gateway"),
        pytest.param([hubs.bad_gateway] * 3, [1, 2, 4], id="three bad gateways"),
        pytest.param([hubs.broken_off], [1], id="a body that breaks off"),
        pytest.param([hubs.cut_json], [1], id="a body that is whole and half a list"),
        pytest.param([hubs.hung_up], [1], id="a connection that is dropped"),
        pytest.param([None, hubs.broken_off, hubs.bad_gateway], [1, 2], id="faults on the second page"),
        pytest.param([hubs.slow_down(30)], [30], id="too many requests at once"),
        pytest.param([hubs.limited(int(NOW) + 200)], [201], id="an hour that is used up"),
        pytest.param([hubs.limited(int(NOW) + 200, 429)], [201], id="an hour that is used up, said otherwise"),
        pytest.param([hubs.limited(int(NOW) - 200)], [1], id="an hour that ended by our clock"),
        pytest.param(
            [hubs.refused(403, "You have exceeded a secondary rate limit.")], [60], id="a limit without a time"
        ),
    ],
)
def test_what_passes_is_waited_for(
    troubles: list[Trouble | None], slept: list[float], hub: Hub, watch: Watch, opened: Callable[..., Client]
) -> None:
    hub.repositories = [hubs.listed(f"acme/r{number:03}", number) for number in range(150)]
    hub.troubles = list(troubles)
    assert [each.id for each in opened().listed("acme")] == list(range(150))
    assert (watch.slept, len(hub.asked)) == (slept, 2 + len(slept))


def test_a_body_that_stands_still_is_asked_for_again(
    hub: Hub, server: GitServer, watch: Watch, opened: Callable[..., Client]
) -> None:
    hub.repositories = [hubs.listed("acme/web", 1)]
    hub.troubles = [lambda asked, request: hubs.stalling(asked, request, server.released.wait)]
    assert [each.name for each in opened().listed("acme")] == ["acme/web"]
    assert watch.slept == [1]


def test_a_wait_that_is_felt_is_told(hub: Hub, watch: Watch, opened: Callable[..., Client]) -> None:
    hub.troubles = [hubs.limited(int(NOW) + 200), hubs.bad_gateway]
    opened().listed("acme")
    assert watch.told == ["GitHub: its limit of requests is reached; waiting 201 s"]


def test_a_wait_that_is_too_long_is_told(hub: Hub, watch: Watch, opened: Callable[..., Client]) -> None:
    hub.troubles = [hubs.limited(int(NOW) + 3000)]
    fault(opened())
    assert watch.told == ["GitHub: its limit of requests is reached; not waiting 3001 s"]


@pytest.mark.parametrize(
    ("troubles", "told", "slept"),
    [
        pytest.param(
            [hubs.limited(int(NOW) + 3000)],
            "its limit of requests is reached, for longer than `enumerate.wait_at_most` (300 s)",
            [],
            id="an hour that lasts longer than is waited",
        ),
        pytest.param(
            [hubs.slow_down(200), hubs.slow_down(200)],
            "its limit of requests is reached, for longer than `enumerate.wait_at_most` (300 s)",
            [200],
            id="waits that are too long together",
        ),
        pytest.param([hubs.bad_gateway] * 4, "it answered 502", [1, 2, 4], id="bad gateways without end"),
        pytest.param([hubs.hung_up] * 4, "the connection cannot be made or broke", [1, 2, 4], id="always hung up"),
        pytest.param([hubs.cut_json] * 4, "its answer is no JSON or breaks off", [1, 2, 4], id="always half a list"),
        pytest.param(
            [hubs.refused(401, "Bad credentials")],
            "it does not take the token of GITHUB_TOKEN or GH_TOKEN",
            [],
            id="a token that is none",
        ),
        pytest.param(
            [hubs.refused(403, "Resource protected by organization SAML\nenforcement.")],
            "it answered 403 (Resource protected by organization SAML enforcement.)",
            [],
            id="a token without the right",
        ),
        pytest.param([hubs.refused(404, "Not Found")], "it answered 404 (Not Found)", [], id="no such organisation"),
        pytest.param(
            [hubs.elsewhere],
            "it leads to another address than that of `enumerate.api`, or round in a circle",
            [],
            id="a redirect to another host",
        ),
        pytest.param(
            [hubs.linked],
            "it leads to another address than that of `enumerate.api`, or round in a circle",
            [],
            id="a list that goes on at another host",
        ),
        pytest.param(
            [hubs.page_of_html],
            "its answer is not as GitHub's API describes it",
            [],
            id="a page for people",
        ),
    ],
)
def test_what_does_not_pass_is_told_without_the_token(
    troubles: list[Trouble | None], told: str, slept: list[float], hub: Hub, watch: Watch, opened: Callable[..., Client]
) -> None:
    hub.repositories = [hubs.listed("acme/web", 1)]
    hub.troubles = list(troubles)
    assert (fault(opened(SECRET)), watch.slept) == (told, slept)


def test_a_server_that_is_not_there_is_told(server: GitServer, watch: Watch, opened: Callable[..., Client]) -> None:
    client = opened(api="http://127.0.0.1:9/api/v3")
    assert (fault(client), watch.slept) == ("the connection cannot be made or broke", [1, 2, 4])


def test_a_name_that_is_none_is_not_believed(hub: Hub, opened: Callable[..., Client]) -> None:
    hub.repositories = [hubs.listed("acme/--upload-pack=x y", 1)]
    assert fault(opened()) == "its answer is not as GitHub's API describes it"


def test_a_former_name_leads_to_the_present_one(hub: Hub, opened: Callable[..., Client]) -> None:
    hub.elsewhere = [hubs.listed("other/web", 5)]
    hub.renamed = {"acme/old-web": 5}
    found = opened().find("acme/old-web")
    assert found
    assert (found.id, found.name) == (5, "other/web")
    assert hub.asked == ["/repos/acme/old-web", "/repositories/5"]


def test_a_name_that_leads_nowhere_is_none(hub: Hub, opened: Callable[..., Client]) -> None:
    assert opened().find("acme/none") is None


def test_a_name_that_gets_no_answer_is_told(hub: Hub, server: GitServer, opened: Callable[..., Client]) -> None:
    hub.troubles = [hubs.bad_gateway] * 4
    with pytest.raises(HostError) as caught:
        opened().find("acme/web")
    assert str(caught.value) == f"{server.url}/api/v3: no answer about acme/web: it answered 502"


@pytest.mark.parametrize(
    ("commits", "first"),
    [
        pytest.param(["c" * 40, "b" * 40, "a" * 40], "a" * 40, id="the oldest of several"),
        pytest.param(["a" * 40], "a" * 40, id="the only one"),
        pytest.param([], "", id="none at all"),
        pytest.param(["x"], "", id="one that is no commit"),
    ],
)
def test_the_first_commit_is_the_last_of_the_list(
    commits: list[str], first: str, hub: Hub, opened: Callable[..., Client]
) -> None:
    hub.commits = {"acme/web": commits}
    assert opened().first_commit("acme/web") == first
    assert len(hub.asked) == (2 if commits else 1)


@pytest.mark.parametrize(
    ("variables", "given"),
    [
        pytest.param({}, "", id="none"),
        pytest.param({"GITHUB_TOKEN": "one", "GH_TOKEN": "two"}, "one", id="both"),
        pytest.param({"GITHUB_TOKEN": "", "GH_TOKEN": " two\n"}, "two", id="the other, with a line end"),
    ],
)
def test_the_token_is_that_of_the_environment(
    variables: dict[str, str], given: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert token.given() == given


def test_a_token_that_is_none_is_told_without_being_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GH_TOKEN", f"{SECRET}\nX-Other: 1")
    with pytest.raises(UserError) as caught:
        token.given()
    assert str(caught.value) == (
        "GH_TOKEN: holds a space, a line end or a letter that no token has; expected the token alone"
    )
