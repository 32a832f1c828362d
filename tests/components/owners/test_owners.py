"""Who owns a Dockerfile: the nearest OWNERS file that names approvers, aliases resolved, else CODEOWNERS."""

import pytest

from audit.components.owners.owners import find
from audit.model.component import Owners
from audit.model.evidence import Evidence
from tests.components.looking import component, tree

ANN, BOB = "approvers:\n- ann\n", "approvers:\n- bob\n"
PATH = "cmd/ui/Dockerfile"


@pytest.mark.parametrize(
    ("files", "owners"),
    [
        pytest.param({"OWNERS": ANN}, "ann", id="at the root"),
        pytest.param({"OWNERS": ANN, "cmd/OWNERS": BOB}, "bob", id="the nearest counts"),
        pytest.param({"OWNERS": ANN, "cmd/api/OWNERS": BOB}, "ann", id="a folder beside is no folder above"),
        pytest.param({"OWNERS": ANN, "cmd/OWNERS": "reviewers:\n- bob\n"}, "ann", id="reviewers approve nothing"),
        pytest.param({"OWNERS": ANN, "cmd/OWNERS": "approvers: []\n"}, "ann", id="an empty list names nobody"),
        pytest.param({"OWNERS": ANN, "cmd/OWNERS": "labels: [\n"}, "ann", id="a broken file names nobody"),
        pytest.param({"OWNERS": "approvers:\n- Ann\n- '@bob'\n- ann\n"}, "ann bob", id="a login has one spelling"),
        pytest.param({"OWNERS": "approvers: ann\n"}, "", id="a word where a list belongs names nobody"),
        pytest.param({"OWNERS": "approvers:\n- [ann]\n- bob\n"}, "bob", id="a list in a list is no login"),
        pytest.param({}, "", id="no file names anybody"),
        pytest.param({"OWNERS": "filters:\n  '.*':\n    approvers: [ann]\n"}, "ann", id="a filter for everything"),
        pytest.param({"cmd/OWNERS": "filters:\n  '^ui/':\n    approvers: [ann]\n"}, "ann",
                     id="a filter is about the path below its folder"),
        pytest.param({"cmd/OWNERS": "filters:\n  '^cmd/':\n    approvers: [ann]\n", "OWNERS": BOB}, "bob",
                     id="a filter that does not fit names nobody"),
        pytest.param({"OWNERS": "filters:\n  'ui':\n    approvers: [ann]\n  'Dockerfile$':\n    approvers: [bob]\n"},
                     "ann bob", id="all filters that fit count"),
        pytest.param({"OWNERS": "filters:\n  '[':\n    approvers: [ann]\n"}, "", id="a filter that is no pattern"),
        pytest.param({"OWNERS": "approvers: [leads, cy]\n", "OWNERS_ALIASES": "aliases:\n  leads: [Ann, bob]\n"},
                     "ann bob cy", id="an alias stands for its members"),
        pytest.param({"OWNERS": "approvers: [leads]\n", "cmd/OWNERS_ALIASES": "aliases:\n  leads: [ann]\n"},
                     "leads", id="aliases are those of the root"),
        pytest.param({"CODEOWNERS": "* @ann\n"}, "ann", id="CODEOWNERS at the root"),
        pytest.param({"docs/CODEOWNERS": "* @ann\n"}, "ann", id="CODEOWNERS among the documents"),
        pytest.param({"docs/CODEOWNERS": "* @ann\n", "CODEOWNERS": "* @bob\n", ".github/CODEOWNERS": "* @cy\n"}, "cy",
                     id="of three the first place counts"),
        pytest.param({"CODEOWNERS": "* @ann\n", "OWNERS": BOB}, "bob", id="OWNERS comes before CODEOWNERS"),
        pytest.param({"CODEOWNERS": "* @ann\n/cmd/ @org/web bob@x.example\n"}, "org/web bob@x.example",
                     id="the last pattern that fits wins"),
        pytest.param({"CODEOWNERS": "* @ann\n/cmd/\n"}, "", id="the last pattern may name nobody"),
        pytest.param({"CODEOWNERS": "# * @ann\n* @bob # @cy\n"}, "bob", id="a comment names nobody"),
    ],
)  # fmt: skip
def test_owners(files: dict[str, str], owners: str) -> None:
    assert " ".join(find(PATH, tree(files, PATH)).names) == owners


def test_the_lines_that_name_them_are_told() -> None:
    files = {"cmd/OWNERS": "# who\nfilters:\n  'ui/.*':\n    approvers:\n    - leads\n",
             "OWNERS_ALIASES": "aliases:\n  others: [x]\n  leads: [ann, bob]\n"}  # fmt: skip
    assert find(PATH, tree(files)) == Owners(
        ("ann", "bob"),
        (Evidence("cmd/OWNERS", 4, "approvers: leads"), Evidence("OWNERS_ALIASES", 3, "leads: ann, bob")),
    )


def test_the_line_of_codeowners_is_told() -> None:
    assert find(PATH, tree({"CODEOWNERS": "* @ann\nDockerfile @Bob\n"})) == Owners(
        ("bob",), (Evidence("CODEOWNERS", 2, "Dockerfile @Bob"),)
    )


def test_every_file_upwards_is_asked_for_at_once_and_none_beside() -> None:
    files = tree({}, PATH, "OWNERS", "cmd/OWNERS", "cmd/ui/OWNERS", "cmd/api/OWNERS", "OWNERS_ALIASES", "CODEOWNERS")
    find(PATH, files)
    assert list(files.missing) == ["cmd/ui/OWNERS", "cmd/OWNERS", "OWNERS", "OWNERS_ALIASES", "CODEOWNERS"]


@pytest.mark.parametrize(
    ("pattern", "names"),
    [
        pytest.param("(a+)+$", (), id="a repeated group"),
        pytest.param("a?" * 60 + "a" * 60, ("ann",), id="many choices of one"),
        pytest.param("(a|a)" * 60, ("ann",), id="many groups of two"),
        pytest.param(".*a.*a.*a.*x$", (), id="many repetitions"),
        pytest.param("((a{99}){99}){99}", (), id="a pattern that takes much memory"),
        pytest.param("(?=a)", (), id="a look ahead, which RE2 does not know"),
    ],
)
def test_a_pattern_that_is_hard_to_match_is_answered_at_once(pattern: str, names: tuple[str, ...]) -> None:
    path = f"{'a' * 60}/Dockerfile"
    assert find(path, tree({"OWNERS": f"filters:\n  '{pattern}':\n    approvers: [ann]\n"})).names == names


def test_a_component_knows_its_owners() -> None:
    assert component("FROM scratch\n", {"OWNERS": ANN}).owners.names == ("ann",)
