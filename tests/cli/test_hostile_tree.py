"""Trees that no honest git would make, and names that lie: nothing is hidden, nothing breaks out, the others go on."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Command
from tests.cli.serving import FILES, ledger, organisation, skipped, table
from tests.sources.origins import Origins, blob, commit, git, row
from tests.sources.server import GitServer

TEXT = FILES["Dockerfile"]
GOOD = ("acme/good", "main", "audited", "")
AUDITED = ("acme/web", "main", "audited", "")


def dockerfiles() -> list[str]:
    """Return the paths of the repository's Dockerfiles that have a row."""
    return sorted(path for name, path in table("scoreboard", "repository", "dockerfile") if name == "acme/web")


@pytest.fixture
def web(server: GitServer) -> Path:
    """Return a repository without a commit, beside a good one."""
    Origins(server.root).make("good.git", {"main": FILES})
    return Origins(server.root).make("web.git", {})


def tree(path: Path, *rows: tuple[str, bytes, str]) -> str:
    """Write a tree of (mode, name, object) byte for byte, also one that git refuses to write."""
    content = b"".join(b"%s %s\0%s" % (mode.encode(), name, bytes.fromhex(made)) for mode, name, made in rows)
    return git(path, "hash-object", "-t", "tree", "-w", "--stdin", "--literally", stdin=content)


def committed(path: Path, *rows: tuple[str, bytes, str]) -> None:
    """Put a commit of such a tree on the branch."""
    git(path, "update-ref", "refs/heads/main", git(path, "commit-tree", "-m", "Files", tree(path, *rows)))


def test_a_name_that_stands_twice_is_told_and_neither_is_judged(audit: Command, server: GitServer, web: Path) -> None:
    one, other = blob(web, TEXT.encode()), blob(web, b"FROM alpine:3.22\n")
    folders = [tree(web, ("100644", b"Dockerfile", each)) for each in (one, other)]
    committed(
        web,
        ("100644", b"Dockerfile", one),
        ("100644", b"Dockerfile", other),
        *(("40000", b"cmd", each) for each in folders),
        ("100644", b"web.Dockerfile", one),
    )
    said = audit("run", "--config", organisation(server, "good", "web"), "--quiet")
    assert (said.code, said.err, ledger(), dockerfiles()) == (0, "", [GOOD, AUDITED], ["web.Dockerfile"])
    twice = "stands in its tree twice; expected once"
    assert skipped() == [("Dockerfile", twice), ("cmd/Dockerfile", twice)]


def test_a_path_that_leads_out_or_into_git_s_own_folder_is_told(audit: Command, server: GitServer, web: Path) -> None:
    one = blob(web, TEXT.encode())
    inside = tree(
        web, ("100644", b"Dockerfile", one), ("40000", b"hooks", tree(web, ("100755", b"post-checkout", one)))
    )
    names = (b".", b"..", b".GIT", b".git", b"a/../../..", b"cmd", b"...")
    committed(web, ("100644", b"/etc/Dockerfile", one), *(("40000", name, inside) for name in names))
    said = audit("run", "--config", organisation(server, "good", "web"), "--quiet")
    assert (said.code, said.err, ledger()) == (0, "", [GOOD, AUDITED])
    assert dockerfiles() == [".../Dockerfile", "cmd/Dockerfile"]
    paths = ("../Dockerfile", "./Dockerfile", ".GIT/Dockerfile", ".git/Dockerfile", "/etc/Dockerfile")
    assert skipped() == [(path, "its path cannot be checked out") for path in (*paths, "a/../../../Dockerfile")]


def test_an_empty_name_is_what_the_server_says_of_it(audit: Command, server: GitServer, web: Path) -> None:
    committed(web, ("100644", b"", blob(web, TEXT.encode())))
    said = audit("run", "--config", organisation(server, "good", "web"), "--quiet")
    assert (said.code, said.err) == (0, "")
    reason = "its server says: empty filename in tree entry"
    assert ledger() == [GOOD, ("acme/web", "main", "skipped", reason)]


def test_links_that_lead_in_circles_or_out_are_not_followed(audit: Command, server: GitServer, web: Path) -> None:
    links = {b"loop": "loop", b"a": "b", b"b": "a", b"cmd/up": "..", b"Dockerfile.link": "/etc/passwd"}
    rows = [row(web, name, to).replace(b"100644", b"120000") for name, to in links.items()]
    commit(web, "main", [*rows, row(web, b"cmd/Dockerfile", TEXT), row(web, b"Makefile", "include loop\n")])
    said = audit("run", "--config", organisation(server, "good", "web"), "--quiet")
    assert (said.code, said.err, ledger(), dockerfiles(), skipped()) == (
        0, "", [GOOD, AUDITED], ["cmd/Dockerfile"],
        [("Dockerfile.link", "a symbolic link to /etc/passwd, which is no file of the repository")],
    )  # fmt: skip


def test_links_of_a_work_tree_that_lead_in_circles_are_not_followed(audit: Command) -> None:
    Path("tree/cmd").mkdir(parents=True)
    Path("tree/Dockerfile").write_text(TEXT)
    for name, to in {"loop": "loop", "cmd/up": "..", "cmd/Dockerfile": "Dockerfile"}.items():
        Path("tree", name).symlink_to(to)
    said = audit("check", "tree", "--format", "json")
    paths = [each["component"]["dockerfile"]["path"] for each in json.loads(said.out)["standings"]]
    assert (said.code, said.err, paths) == (0, "", ["Dockerfile"])


# each as it is written, and as every report and the terminal show it
NAMES = {
    "a\nb": "a⟨U+000A⟩b",
    "\r\n::error::no": "'⟨U+000D⟩⟨U+000A⟩::error::no",
    "\x1b[2J\x1b]0;owned\x07": "⟨U+001B⟩[2J⟨U+001B⟩]0;owned⟨U+0007⟩",
    "\x9b31m": "⟨U+009B⟩31m",
    "\u202egnp.exe": "⟨U+202E⟩gnp.exe",
    "\u2066\u200b": "⟨U+2066⟩⟨U+200B⟩",
    "<script>alert(1)</script>": "<script>alert(1)</script>",
    "=cmd|' -C calc'!A0": "'=cmd|' -C calc'!A0",
    "--upload-pack=id": "'--upload-pack=id",
    "`id`$(id)": "`id`$(id)",
    "{{7*7}}": "{{7*7}}",
}
HIDDEN = "\x07\x1b\x9b\u200b\u202e\u2066"
SHOWN = ("scoreboard.html", "scoreboard.csv", "findings.csv", "scoreboard.json", "scoreboard.sarif", "summary.md")


def test_names_that_lie_are_shown_as_they_are_in_every_report(audit: Command, server: GitServer, web: Path) -> None:
    commit(web, "main", [row(web, f"{name}/Dockerfile".encode(), TEXT) for name in NAMES])
    said = audit("run", "--config", organisation(server, "web"), "--verbose")
    assert (said.code, said.err) == (0, f"acme/web: {len(NAMES)} Dockerfiles on 1 branches\n")
    assert dockerfiles() == sorted(f"{shown}/Dockerfile" for shown in NAMES.values())
    texts = {"the terminal": said.out} | {name: Path("out", name).read_bytes().decode() for name in SHOWN}
    assert [name for name, text in texts.items() if set(HIDDEN) & set(text)] == []
    assert [name for name in ("scoreboard.html", "summary.md") if "<script>alert" in texts[name]] == []
    board = json.loads(texts["scoreboard.json"])
    assert sorted(each["component"]["dockerfile"]["path"] for each in board["standings"]) == sorted(
        f"{name}/Dockerfile" for name in NAMES
    )


def test_names_that_lie_are_shown_as_they_are_by_a_check(audit: Command) -> None:
    for name in (each for each in NAMES if "/" not in each):
        Path("tree", name).mkdir(parents=True)
        Path("tree", name, "Dockerfile").write_text("FROM alpine\nCMD web\n")
    for form in ("text", "github", "json", "sarif"):
        said = audit("check", "tree", "--format", form)
        assert (form, said.code, said.err, set(HIDDEN) & set(said.out)) == (form, 0, "", set())
