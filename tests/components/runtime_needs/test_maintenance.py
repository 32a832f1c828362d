"""Branches that get fixes only."""

from dataclasses import replace

from audit.components.runtime_needs import maintenance
from audit.model.component import Facts
from audit.model.deployment import Mention
from audit.model.evidence import Evidence
from audit.model.repository import Remote, Repository
from tests.cases import cases
from tests.components.looking import component

REPOSITORY = Repository("o/r", Remote(""), (), "active", "", "", "")


def branch(name: str, image: str = "", repository: str = "o/r") -> Facts:
    found = (replace(component("FROM scratch\n"), names=(image,)),) if image else ()
    return Facts(repository, name, "c", "", found, ())


def applied(image: str) -> Facts:
    mention = Mention(image, "field", "Deployment", default=True, evidence=(Evidence("a.yaml", 1, image),))
    return Facts("o/dist", "main", "c", "", (), (), mentions=(mention,))


@cases(
    "branches, expected",
    {
        "one branch only": ("release-1.9", []),
        "a release beside the default branch": ("main release-1.9", ["release-1.9"]),
        "releases only": ("release-1.9 release-1.8", []),
        "a number beside the default branch": ("master v1.2", ["v1.2"]),
        "a word that begins like one": ("main release-notes", []),
        "versions: the lower one": ("app-v1 app-v2", ["app-v1"]),
        "versions of different things": ("app-v1 web-v2", []),
        "a release's tag": ("main refs/tags/v1.2", []),
    },
)
def test_by_name(branches: str, expected: list[str]) -> None:
    found = maintenance.find([REPOSITORY], [branch(name) for name in branches.split()])
    assert [name for _, name in found] == expected


def test_as_configured() -> None:
    found = maintenance.find([replace(REPOSITORY, maintenance=("old",))], [branch("main"), branch("old")])
    assert found == {("o/r", "old"): "the organisation's file says that the branch gets fixes only"}


def test_a_version_whose_images_a_default_installation_runs_is_none() -> None:
    facts = [branch("app-v1", "o/one"), branch("app-v2", "o/two"), applied("o/one:v1")]
    assert maintenance.find([REPOSITORY], facts) == {}


def test_the_image_that_both_publish_is_named() -> None:
    facts = [branch("main", "o/one"), branch("release-1.9", "o/one"), branch("main", "o/x", "o/other")]
    said = "it is named for a release, and main is developed beside it, which publishes o/one too"
    assert maintenance.find([REPOSITORY], facts) == {("o/r", "release-1.9"): said}
