"""`image-audit check --base`: what a change made worse."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import Command

GOOD = (
    "FROM golang:1.26 AS build\nRUN CGO_ENABLED=0 go build -o /web .\nFROM gcr.io/distroless/static-debian13:nonroot\n"
)
GOOD += 'COPY --from=build /web /web\nUSER 65532:65532\nENTRYPOINT ["/web"]\n'
SHELL = GOOD.replace('ENTRYPOINT ["/web"]', "ENTRYPOINT /web")
BAD = "FROM ubuntu:20.04\nRUN apt-get update\nCMD python3 -m web\n"


def git(*arguments: str) -> str:
    """Run git in the work tree, whatever the settings of this machine."""
    settings = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    done = subprocess.run(
        ["git", *who, *arguments], check=True, capture_output=True, text=True, env=os.environ | settings
    )
    return done.stdout.strip()


def put(path: str, text: str) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(text)


def commit(message: str) -> str:
    git("add", "--all")
    git("commit", "--quiet", "--allow-empty", "-m", message)
    return git("rev-parse", "HEAD")


@pytest.fixture(autouse=True)
def _web(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in a work tree whose `main` has one Dockerfile that is good and one that is bad."""
    (tmp_path / "web").mkdir()
    monkeypatch.chdir(tmp_path / "web")
    git("init", "--quiet", "--initial-branch=main")
    put("Dockerfile", GOOD)
    put("old/Dockerfile", BAD)
    commit("main")
    git("checkout", "--quiet", "-b", "change")


def worse(audit: Command, *arguments: str) -> dict[str, list[str]]:
    """Return Dockerfile -> rules whose verdict is worse than at main."""
    said = audit("check", ".", "--base", "main", "--format", "json", *arguments)
    assert said.err == ""
    return {
        each["component"]["dockerfile"]["path"]: [finding["rule"] for finding in each["findings"]]
        for each in json.loads(said.out)["standings"]
    }


def test_what_was_bad_before_is_not_shown(audit: Command) -> None:
    assert worse(audit) == {}


def test_what_the_change_made_worse_is_shown(audit: Command) -> None:
    put("Dockerfile", SHELL)
    assert worse(audit) == {"Dockerfile": ["KF604"]}


def test_what_is_committed_counts_as_well_as_what_is_not(audit: Command) -> None:
    put("Dockerfile", SHELL)
    commit("worse")
    assert worse(audit) == {"Dockerfile": ["KF604"]}


def test_what_the_change_mended_is_not_shown(audit: Command) -> None:
    put("old/Dockerfile", BAD.replace("CMD python3 -m web", 'CMD ["python3", "-m", "web"]'))
    assert worse(audit) == {}


def test_a_new_dockerfile_is_worse_in_all_it_leaves_to_do(audit: Command) -> None:
    put("new/Dockerfile", SHELL)
    assert worse(audit) == {"new/Dockerfile": ["KF302", "KF303", "KF304", "KF602", "KF604"]}


def test_a_moved_dockerfile_is_followed(audit: Command) -> None:
    Path("images/web").mkdir(parents=True)
    Path("Dockerfile").rename("images/web/Dockerfile")
    put("images/web/Dockerfile", SHELL)
    assert worse(audit) == {"images/web/Dockerfile": ["KF604"]}


def test_a_verdict_that_gets_worse_in_part_is_shown(audit: Command) -> None:
    put("Dockerfile", GOOD.replace("USER 65532:65532", "USER web"))
    assert worse(audit) == {"Dockerfile": ["KF601"]}


def test_a_waiver_that_goes_leaves_its_finding(audit: Command) -> None:
    put("old/Dockerfile", f"# image-audit ignore=KF401 it calls apt until=2027-01-31\n{BAD}")
    commit("waived")
    git("branch", "--force", "main")
    put("old/Dockerfile", BAD)
    assert worse(audit) == {"old/Dockerfile": ["KF401"]}


def test_what_main_mended_since_is_no_fault_of_the_change(audit: Command) -> None:
    git("checkout", "--quiet", "main")
    put("old/Dockerfile", GOOD)
    commit("mended on main")
    git("checkout", "--quiet", "change")
    assert worse(audit) == {}


def test_without_a_common_commit_the_base_itself_counts(audit: Command) -> None:
    git("checkout", "--quiet", "--orphan", "other")
    commit("from nothing")
    said = audit("check", ".", "--base", "main")
    assert (said.code, said.out, said.err) == (
        0,
        "nothing is worse than at main\n",
        "image-audit: no commit that HEAD and main have in common is here; compared with main itself\n",
    )


def test_a_regression_leaves_with_1(audit: Command) -> None:
    put("Dockerfile", SHELL.replace("FROM gcr.io/distroless/static-debian13:nonroot", "FROM alpine:3.23"))
    said = audit("check", ".", "--base", "main", "--fail-on", "regression")
    assert (said.code, said.err) == (1, "image-audit: gate failed: KF401\n")


def test_what_is_no_worse_leaves_with_0(audit: Command) -> None:
    assert audit("check", ".", "--base", "main", "--fail-on", "regression").code == 0


def test_a_commit_that_is_not_there_leaves_with_2(audit: Command) -> None:
    said = audit("check", ".", "--base", "nowhere")
    assert (said.code, said.err) == (
        2, f"image-audit: --base: no commit 'nowhere' in {Path.cwd()}: Needed a single revision\n",
    )  # fmt: skip


def test_a_name_that_looks_like_an_option_is_none(audit: Command) -> None:
    assert audit("check", ".", "--base", "--help=x").code == 2


def test_what_is_no_repository_leaves_with_2(audit: Command, tmp_path: Path) -> None:
    (tmp_path / "alone").mkdir()
    (tmp_path / "alone" / "Dockerfile").write_text(BAD)
    said = audit("check", "../alone", "--base", "main")
    assert (said.code, said.err) == (
        2, f"image-audit: --base: no commit 'main' in {tmp_path / 'alone'}: not a git repository\n",
    )  # fmt: skip


def test_nothing_is_checked_out_or_written(audit: Command) -> None:
    put("Dockerfile", SHELL)
    before = (git("status", "--porcelain"), git("rev-parse", "HEAD"), sorted(Path(".git").rglob("*")))
    worse(audit)
    assert (git("status", "--porcelain"), git("rev-parse", "HEAD"), sorted(Path(".git").rglob("*"))) == before


def test_a_linked_work_tree_has_its_own_head(audit: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    git("worktree", "add", "--quiet", "../linked", "-b", "linked", "main")
    monkeypatch.chdir("../linked")
    put("Dockerfile", SHELL)
    assert worse(audit) == {"Dockerfile": ["KF604"]}
