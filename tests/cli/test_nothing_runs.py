"""Nothing that is crawled is ever executed: whatever a repository brings to be run leaves no trace."""

import os
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import Command
from tests.cli.serving import FILES, ledger, organisation
from tests.sources.origins import Origins, git, state
from tests.sources.server import GitServer

HOOKS = (
    "applypatch-msg", "post-checkout", "post-commit", "post-index-change", "post-merge", "post-rewrite", "pre-auto-gc",
    "pre-commit", "pre-push", "pre-receive", "proc-receive", "fsmonitor-watchman", "post-receive", "post-update",
    "reference-transaction", "sendemail-validate", "update",
)  # fmt: skip


@pytest.fixture
def bait() -> str:
    """Return a program that leaves a trace wherever it is run, as a command for a shell."""
    program = Path("bait").absolute()
    program.write_text(f'#!/bin/sh\nprintf "%s\\n" "$0 $*" >> {shlex.quote(str(Path("ran").absolute()))}\nexit 1\n')
    program.chmod(0o755)
    return str(program)


SETTINGS = {  # wherever git takes a program, `!` where it is a line for the shell
    "core": "fsmonitor pager editor sshCommand gitProxy askPass alternateRefsCommand",
    "gpg": "program",
    'gpg "ssh"': "program allowedSignersFile",
    'gpg "x509"': "program",
    "credential": "!helper",
    "diff": "external",
    'diff "bait"': "command textconv",
    'filter "bait"': "clean smudge process",
    'merge "bait"': "driver",
    "pager": "show ls-tree",
    "uploadpack": "packObjectsHook",
    'remote "origin"': "uploadpack",
    "alias": "!cat-file !for-each-ref !ls-tree !show",
}
OTHERS = """\
[core]
    hooksPath = FOLDER/hooks
    attributesFile = FOLDER/attributes
[log]
    showSignature = true
[filter "bait"]
    required = true
[remote "origin"]
    url = ext::BAIT
    vcs = bait
    promisor = true
    partialclonefilter = blob:none
[extensions]
    partialClone = origin
"""


def settings(bait: str) -> str:
    """Return a git configuration that names the program wherever git takes one."""
    text = OTHERS.replace("FOLDER", str(Path(bait).parent)).replace("BAIT", bait)
    for section, names in SETTINGS.items():
        values = (f'    {name.lstrip("!")} = "{"!" if name[0] == "!" else ""}{bait}"\n' for name in names.split())
        text += f"[{section}]\n{''.join(values)}"
    return text


SIGNED = "gpgsig -----BEGIN PGP SIGNATURE-----\n \n aGVsbG8=\n -----END PGP SIGNATURE-----\n"


def baited(path: Path, bait: str) -> None:
    """Commit, signed, all sorts of files that tools run or obey, and plant hooks and settings in the repository."""
    tree = path.parent / "files"
    texts = FILES | {
        ".gitattributes": "* filter=bait diff=bait merge=bait\n",
        ".gitmodules": f'[submodule "cmd"]\n\tpath = cmd\n\turl = ext::{bait}\n\tupdate = !{bait}\n',
        ".gitconfig": settings(bait),
        "Makefile": f"X := $(shell {bait})\nall: ; {bait}\n$(eval $(shell {bait}))\n",
        "build.sh": f"#!/bin/sh\n{bait}\n",
        "gradlew": f"#!/bin/sh\n{bait}\n",
        "setup.py": f"import os\nos.system({bait!r})\n",
        "conftest.py": f"import os\nos.system({bait!r})\n",
        "sitecustomize.py": f"import os\nos.system({bait!r})\n",
        "kustomization.yaml": f"generators: [x]\nresources: ['ext::{bait}']\n",
        "deploy.yaml": f"image: !!python/object/apply:os.system [{bait}]\n",
        ".github/workflows/build.yml": f"on: push\njobs: {{a: {{steps: [{{run: 'docker build . $({bait})'}}]}}}}\n",
        "made/Dockerfile": f"FROM scratch\nRUN {bait}\nRUN make -C .. && ../build.sh && ../gradlew\nCMD {bait}\n",
    }
    for name, text in texts.items():
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        (tree / name).write_text(text)
        (tree / name).chmod(0o755)
    git(path, f"--work-tree={tree}", "add", "--all")
    made = git(path, "write-tree")
    plain = git(path, "cat-file", "commit", git(path, "commit-tree", "-m", "Files", made))
    head, _, message = plain.partition("\n\n")
    signed = f"{head}\n{SIGNED}\n{message}\n"
    made = git(path, "hash-object", "-t", "commit", "-w", "--stdin", stdin=signed.encode())
    git(path, "update-ref", "refs/heads/main", made)
    for name in HOOKS:
        shutil.copy(bait, path / "hooks" / name)
    with (path / "config").open("a") as stream:
        stream.write(settings(bait))


def ran() -> str:
    """Return the trace that the program left."""
    return Path("ran").read_text() if Path("ran").exists() else ""


@pytest.fixture
def local(server: GitServer, bait: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a baited repository in a folder of its own."""
    # a helper `git-remote-bait` would be found, had git any business to look for it
    Path("helpers").mkdir()
    shutil.copy(bait, "helpers/git-remote-bait")
    monkeypatch.setenv("PATH", f"{Path('helpers').absolute()}{os.pathsep}{os.environ['PATH']}")
    (server.root / "local").mkdir()
    path = Origins(server.root / "local").make("web.git", {})
    baited(path, bait)
    return path


def test_the_bait_is_good(local: Path) -> None:
    done = subprocess.run(["git", "show", "--no-patch", "main"], cwd=local, capture_output=True, check=False)
    assert (done.returncode, ran() == "") == (0, False)


def test_nothing_that_is_crawled_runs(audit: Command, server: GitServer, local: Path) -> None:
    for name in ("served.git", "file.git"):
        shutil.copytree(local, server.root / name)
    shutil.copytree(local.parent / "files", "folder/main")
    config = organisation(
        server,
        f"file url: 'file://{server.root}/file.git'",
        "folder folder: folder, branches: [main]",
        "local url: origins/local/web.git",
        "served",
    )
    before = state(local)
    said = audit("run", "--config", config, "--quiet")
    assert (said.code, said.err, ran()) == (0, "", "")
    same = "the same commit as acme/file (main), counted there"
    assert ledger() == [
        ("acme/file", "main", "audited", "the server cannot leave blobs out: a plain shallow clone was made"),
        ("acme/folder", "main", "audited", ""),
        ("acme/local", "main", "skipped", same),
        ("acme/served", "main", "skipped", same),
    ]
    assert state(local) == before


def test_nothing_of_a_work_tree_that_is_checked_runs(audit: Command, local: Path) -> None:
    shutil.copytree(local.parent / "files", "tree")
    shutil.copytree(local, "tree/.git")
    git(local, "config", "--file", "../../../tree/.git/config", "core.bare", "false")
    said = audit("check", "tree", "--base", "main", "--format", "json")
    assert (said.code, said.err, ran()) == (0, "", "")


@pytest.mark.parametrize(
    "address", ["ext::{bait}", "-u{bait}", "--upload-pack={bait}", "ssh://-oProxyCommand={bait}/web"]
)
def test_an_address_that_runs_something_is_refused_before_anything_is_crawled(
    address: str, audit: Command, server: GitServer, bait: str
) -> None:
    address = address.format(bait=bait)
    told = (
        f"image-audit: acme.yaml:3: `repositories[0].url` (acme/web): {address!r} is refused; "
        "expected a git URL (https, ssh, git, file), user@host:path, or the path of a git repository\n"
    )
    said = audit("run", "--config", organisation(server, f"web url: '{address}'"))
    assert (said.code, said.err, ran(), Path("cache").exists()) == (2, told, "", False)


def test_a_server_that_sends_git_elsewhere_than_to_a_web_server_is_not_followed(
    audit: Command, server: GitServer, bait: str
) -> None:
    Origins(server.root).make("good.git", {"main": FILES})
    server.moved = {"file.git": f"file://{server.root}/good.git/", "run.git": f"ext::{bait}"}
    said = audit("run", "--config", organisation(server, "file", "good", "run"), "--quiet")
    assert (said.code, said.err, ran()) == (0, "", "")
    outcomes = [(name, outcome) for name, _, outcome, _ in ledger()]
    assert outcomes == [("acme/file", "skipped"), ("acme/good", "audited"), ("acme/run", "skipped")]
