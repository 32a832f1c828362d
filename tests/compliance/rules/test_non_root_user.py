"""KF601: the image runs as a numeric user that is not root."""

import pytest

from tests.judging import DIGEST, in_short, result

STEP = "End the final stage with a numeric user, such as USER 65532:65532."


@pytest.mark.parametrize(
    ("user", "verdict"),
    [
        pytest.param("65532", "pass", id="a number"),
        pytest.param("65532:65532", "pass", id="a number and a group"),
        pytest.param("1000:root", "pass", id="the group does not count"),
        pytest.param("1000:$GROUP", "pass", id="nor when nobody decides it"),
        pytest.param('"1000"', "pass", id="a quoted number"),
        pytest.param("${UID:-1000}", "pass", id="a default"),
        pytest.param("0", "fail", id="zero"),
        pytest.param("0:0", "fail", id="zero and a group"),
        pytest.param("00", "fail", id="zero twice"),
        pytest.param("root", "fail", id="root"),
        pytest.param("root:1000", "fail", id="root and a group"),
        pytest.param("${UID:-root}", "fail", id="a default of root"),
        pytest.param("nonroot", "partial", id="a name"),
        pytest.param("node:node", "partial", id="a name and a group"),
        pytest.param("rooty", "partial", id="a name that begins with root"),
        pytest.param("1000x", "partial", id="a name that begins with a number"),
        pytest.param("$NB_UID", "unknown", id="a variable that nobody sets"),
        pytest.param("${A}:${B}", "unknown", id="user and group that nobody sets"),
        pytest.param("user$N", "unknown", id="a part that nobody sets"),
    ],
)
def test_user(user: str, verdict: str) -> None:
    assert result("KF601", f"FROM debian\nUSER {user}\n") == (verdict, 2)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("FROM debian\nUSER 1000\nUSER root\n", ("fail", 3), id="the last of several counts"),
        pytest.param("FROM debian\nUSER root\nRUN x\nUSER 1000\n", ("pass", 4), id="root in between does not"),
        pytest.param("FROM debian AS a\nUSER 1000\nFROM a\n", ("pass", 2), id="the stage below gives its user"),
        pytest.param("FROM debian AS a\nUSER root\nFROM a\nUSER 1\n", ("pass", 4), id="the final stage's user wins"),
        pytest.param(
            "FROM debian AS a\nUSER 1000\nFROM debian\n", ("fail", 3), id="another stage's user does not count"
        ),
        pytest.param("FROM debian\nARG NB_UID=1000\nUSER $NB_UID\n", ("pass", 3), id="from an ARG"),
        pytest.param("FROM debian\nENV A=185 B=0\nUSER ${A}:${B}\n", ("pass", 3), id="from ENV"),
        pytest.param("FROM debian\nUSER $A\nENV A=185\n", ("unknown", 2), id="an ENV that comes too late"),
        pytest.param("ARG A=185\nFROM debian\nUSER $A\n", ("unknown", 3), id="a global ARG that is not declared again"),
        pytest.param("FROM debian\nENV USER=1000\n", ("fail", 1), id="a variable called USER is none"),
        pytest.param("FROM debian\nRUN useradd x && su x\n", ("fail", 1), id="adding a user sets none"),
        pytest.param(
            "FROM example.org/a\nRUN apt-get install -y x\n", ("fail", 2), id="packages are installed as root"
        ),
        pytest.param("FROM example.org/a AS a\nRUN apk add x\nFROM a\n", ("fail", 2), id="or in the stage below"),
        pytest.param("FROM example.org/a\nRUN zypper in -y x\n", ("fail", 2), id="by their short command too"),
        pytest.param("FROM example.org/a\nRUN apt-get clean\n", ("unknown", 1), id="cleaning installs nothing"),
        pytest.param(
            "FROM debian AS b\nRUN apt-get install x\nFROM example.org/a\n", ("unknown", 3), id="packages elsewhere"
        ),
        pytest.param("FROM example.org/a\nRUN pip install x\n", ("unknown", 1), id="a language's packages"),
    ],
)
def test_which_user(text: str, expected: tuple[str, int | None]) -> None:
    assert result("KF601", text) == expected


@pytest.mark.parametrize(
    ("image", "verdict"),
    [
        pytest.param("gcr.io/distroless/static:nonroot", "pass", id="a nonroot tag"),
        pytest.param("gcr.io/distroless/base-debian13:nonroot-amd64", "pass", id="of an architecture"),
        pytest.param("gcr.io/distroless/static:debug-nonroot", "pass", id="of a debug variant"),
        pytest.param(f"gcr.io/distroless/static:nonroot@{DIGEST}", "pass", id="beside a digest"),
        pytest.param("cgr.dev/chainguard/static", "pass", id="chainguard"),
        pytest.param("nginxinc/nginx-unprivileged:1.27", "pass", id="an unprivileged nginx"),
        pytest.param("registry.access.redhat.com/ubi9/python-312", "pass", id="a builder of ubi"),
        pytest.param("gcr.io/distroless/static", "fail", id="distroless without a tag"),
        pytest.param("gcr.io/distroless/static:latest", "fail", id="distroless latest"),
        pytest.param("gcr.io/distroless/static:debug", "fail", id="distroless debug"),
        pytest.param("alpine", "fail", id="an official image"),
        pytest.param("redis:7", "fail", id="any official image"),
        pytest.param("scratch", "fail", id="scratch"),
        pytest.param(f"gcr.io/distroless/static@{DIGEST}", "unknown", id="a digest alone tells no user"),
        pytest.param("example.org/a", "unknown", id="an image that nobody lists"),
        pytest.param("$BASE", "unknown", id="an image that nobody decides"),
    ],
)
def test_user_of_the_base(image: str, verdict: str) -> None:
    assert result("KF601", f"FROM {image}\n") == (verdict, 1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("FROM debian\nUSER 1000:1000\n", ("pass: runs as user 1000", "2: USER 1000:1000"), id="a number"),
        pytest.param(
            "FROM debian\nUSER 0\n", ("fail: runs as user 0, which is root", "2: USER 0", f"-> {STEP}"), id="zero"
        ),
        pytest.param("FROM debian\nUSER root\n", ("fail: runs as root", "2: USER root", f"-> {STEP}"), id="root"),
        pytest.param(
            "FROM debian\nUSER app:app\n",
            ("partial: runs as app: a name, which Kubernetes cannot verify", "2: USER app:app", f"-> {STEP}"),
            id="a name",
        ),
        pytest.param(
            "FROM debian\nUSER $A:$B\n",
            ("unknown: nobody decides the user ?:?", "2: USER $A:$B", f"-> {STEP}"),
            id="a variable",
        ),
        pytest.param(
            "FROM debian\nUSER\n", ("unknown: nobody decides the user ", "2: USER ", f"-> {STEP}"), id="nothing"
        ),
        pytest.param(
            "FROM alpine\nRUN apk add x\n",
            ("fail: no USER; alpine runs as user 0, which is root", "1: FROM alpine", f"-> {STEP}"),
            id="the base's root",
        ),
        pytest.param(
            "FROM jupyter/base-notebook\n",
            ("pass: no USER; jupyter/base-notebook runs as user 1000", "1: FROM jupyter/base-notebook"),
            id="the base's user",
        ),
        pytest.param(
            "FROM example.org/a\nRUN dnf update && dnf install -y b\n",
            (
                "fail: no USER, and packages are installed as root",
                "2: dnf install -y b",
                "1: FROM example.org/a",
                f"-> {STEP}",
            ),
            id="packages",
        ),
        pytest.param(
            "FROM example.org/a\n",
            ("unknown: no USER, and the user of example.org/a is not known", "1: FROM example.org/a", f"-> {STEP}"),
            id="an unknown base",
        ),
    ],
)
def test_whole_verdicts(text: str, expected: tuple[str, ...]) -> None:
    assert in_short("KF601", text) == expected
