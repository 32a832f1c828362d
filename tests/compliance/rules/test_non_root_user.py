"""KF601: the image runs as a numeric user that is not root."""

from tests.cases import cases
from tests.judging import DIGEST, in_short, result

STEP = "End the final stage with a numeric user, such as USER 65532:65532."


@cases(
    "user, verdict",
    {
        "a number": ("65532", "pass"),
        "a number and a group": ("65532:65532", "pass"),
        "the group does not count": ("1000:root", "pass"),
        "nor when nobody decides it": ("1000:$GROUP", "pass"),
        "a quoted number": ('"1000"', "pass"),
        "a default": ("${UID:-1000}", "pass"),
        "zero": ("0", "fail"),
        "zero and a group": ("0:0", "fail"),
        "zero twice": ("00", "fail"),
        "root": ("root", "fail"),
        "root and a group": ("root:1000", "fail"),
        "a default of root": ("${UID:-root}", "fail"),
        "a name": ("nonroot", "partial"),
        "a name and a group": ("node:node", "partial"),
        "a name that begins with root": ("rooty", "partial"),
        "a name that begins with a number": ("1000x", "partial"),
        "a variable that nobody sets": ("$NB_UID", "unknown"),
        "user and group that nobody sets": ("${A}:${B}", "unknown"),
        "a part that nobody sets": ("user$N", "unknown"),
    },
)
def test_user(user: str, verdict: str) -> None:
    assert result("KF601", f"FROM debian\nUSER {user}\n") == (verdict, 2)


@cases(
    "text, expected",
    {
        "the last of several counts": ("FROM debian\nUSER 1000\nUSER root\n", ("fail", 3)),
        "root in between does not": ("FROM debian\nUSER root\nRUN x\nUSER 1000\n", ("pass", 4)),
        "the stage below gives its user": ("FROM debian AS a\nUSER 1000\nFROM a\n", ("pass", 2)),
        "the final stage's user wins": ("FROM debian AS a\nUSER root\nFROM a\nUSER 1\n", ("pass", 4)),
        "another stage's user does not count": ("FROM debian AS a\nUSER 1000\nFROM debian\n", ("fail", 3)),
        "from an ARG": ("FROM debian\nARG NB_UID=1000\nUSER $NB_UID\n", ("pass", 3)),
        "from ENV": ("FROM debian\nENV A=185 B=0\nUSER ${A}:${B}\n", ("pass", 3)),
        "an ENV that comes too late": ("FROM debian\nUSER $A\nENV A=185\n", ("unknown", 2)),
        "a global ARG that is not declared again": ("ARG A=185\nFROM debian\nUSER $A\n", ("unknown", 3)),
        "a variable called USER is none": ("FROM debian\nENV USER=1000\n", ("fail", 1)),
        "adding a user sets none": ("FROM debian\nRUN useradd x && su x\n", ("fail", 1)),
        "packages are installed as root": ("FROM example.org/a\nRUN apt-get install -y x\n", ("fail", 2)),
        "or in the stage below": ("FROM example.org/a AS a\nRUN apk add x\nFROM a\n", ("fail", 2)),
        "by their short command too": ("FROM example.org/a\nRUN zypper in -y x\n", ("fail", 2)),
        "cleaning installs nothing": ("FROM example.org/a\nRUN apt-get clean\n", ("unknown", 1)),
        "packages elsewhere": ("FROM debian AS b\nRUN apt-get install x\nFROM example.org/a\n", ("unknown", 3)),
        "a language's packages": ("FROM example.org/a\nRUN pip install x\n", ("unknown", 1)),
    },
)
def test_which_user(text: str, expected: tuple[str, int | None]) -> None:
    assert result("KF601", text) == expected


@cases(
    "image, verdict",
    {
        "a nonroot tag": ("gcr.io/distroless/static:nonroot", "pass"),
        "of an architecture": ("gcr.io/distroless/base-debian13:nonroot-amd64", "pass"),
        "of a debug variant": ("gcr.io/distroless/static:debug-nonroot", "pass"),
        "beside a digest": (f"gcr.io/distroless/static:nonroot@{DIGEST}", "pass"),
        "chainguard": ("cgr.dev/chainguard/static", "pass"),
        "an unprivileged nginx": ("nginxinc/nginx-unprivileged:1.27", "pass"),
        "a builder of ubi": ("registry.access.redhat.com/ubi9/python-312", "pass"),
        "distroless without a tag": ("gcr.io/distroless/static", "fail"),
        "distroless latest": ("gcr.io/distroless/static:latest", "fail"),
        "distroless debug": ("gcr.io/distroless/static:debug", "fail"),
        "an official image": ("alpine", "fail"),
        "any official image": ("redis:7", "fail"),
        "scratch": ("scratch", "fail"),
        "a digest alone tells no user": (f"gcr.io/distroless/static@{DIGEST}", "unknown"),
        "an image that nobody lists": ("example.org/a", "unknown"),
        "an image that nobody decides": ("$BASE", "unknown"),
    },
)
def test_user_of_the_base(image: str, verdict: str) -> None:
    assert result("KF601", f"FROM {image}\n") == (verdict, 1)


@cases(
    "text, expected",
    {
        "a number": ("FROM debian\nUSER 1000:1000\n", "pass: runs as user 1000 | 2: USER 1000:1000"),
        "zero": ("FROM debian\nUSER 0\n", f"fail: runs as user 0, which is root | 2: USER 0 | -> {STEP}"),
        "root": ("FROM debian\nUSER root\n", f"fail: runs as root | 2: USER root | -> {STEP}"),
        "a name": (
            "FROM debian\nUSER app:app\n",
            f"partial: runs as app: a name, which Kubernetes cannot verify | 2: USER app:app | -> {STEP}",
        ),
        "a variable": (
            "FROM debian\nUSER $A:$B\n",
            f"unknown: nobody decides the user ?:? | 2: USER $A:$B | -> {STEP}",
        ),
        "nothing": ("FROM debian\nUSER\n", f"unknown: nobody decides the user  | 2: USER  | -> {STEP}"),
        "the base's root": (
            "FROM alpine\nRUN apk add x\n",
            f"fail: no USER; alpine runs as user 0, which is root | 1: FROM alpine | -> {STEP}",
        ),
        "the base's user": (
            "FROM jupyter/base-notebook\n",
            "pass: no USER; jupyter/base-notebook runs as user 1000 | 1: FROM jupyter/base-notebook",
        ),
        "packages": (
            "FROM example.org/a\nRUN dnf update && dnf install -y b\n",
            (
                f"fail: no USER, and packages are installed as root | 2: dnf install -y b | 1: FROM "
                f"example.org/a | -> {STEP}"
            ),
        ),
        "an unknown base": (
            "FROM example.org/a\n",
            f"unknown: no USER, and the user of example.org/a is not known | 1: FROM example.org/a | -> {STEP}",
        ),
    },
)
def test_whole_verdicts(text: str, expected: str) -> None:
    assert in_short("KF601", text) == expected
