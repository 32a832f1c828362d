"""KF605: no OS package manager runs in what ships."""

from tests.cases import cases
from tests.judging import in_short, result


@cases(
    "command, verdict",
    {
        "apt": ("apt install -y a", "fail"),
        "apt-get": ("apt-get install -y a", "fail"),
        "apk": ("apk add a", "fail"),
        "apk by its path": ("/sbin/apk add a", "fail"),
        "dnf": ("dnf install a", "fail"),
        "yum": ("yum install a", "fail"),
        "microdnf": ("microdnf install a", "fail"),
        "zypper": ("zypper in a", "fail"),
        "tdnf": ("tdnf install a", "fail"),
        "components of gcloud": ("gcloud components install kubectl", "fail"),
        "an update": ("apt-get update", "fail"),
        "through sudo": ("sudo -E apt-get install a", "fail"),
        "with a variable before it": ("DEBIAN_FRONTEND=noninteractive apt-get install a", "fail"),
        "on one architecture only": ('if [ "$TARGETARCH" = arm64 ]; then apt-get install a; fi', "fail"),
        "after a failure": ("false || apt-get install a", "fail"),
        "in a shell within the shell": ("sh -c 'apk add a'", "fail"),
        "over lines with a comment": ("echo a \\\n # note\n\n && apk add a", "fail"),
        "in a heredoc": ("<<EOF\napt-get install a\nEOF", "fail"),
        "in a script of the repository": ("./setup.sh", "fail"),
        "in a make target": ("make setup", "fail"),
        "gcloud does other things too": ("gcloud components list", "pass"),
        "the same words of gcloud in another order": ("gcloud config install components", "pass"),
        "its name alone runs nothing": ("echo apt-get install a", "pass"),
        "a question for it runs nothing": ("command -v apt-get", "pass"),
        "language installers are another rule's": ("pip install a && npm ci", "pass"),
        "its files": ("rm -rf /var/lib/apt/lists", "pass"),
    },
)
def test_commands(command: str, verdict: str) -> None:
    files = {"setup.sh": "#!/bin/sh\nset -e\napk add a\n", "Makefile": "setup:\n\tapk add a\n"}
    line = 3 if verdict == "fail" else 1
    assert result("KF605", f"FROM debian\nCOPY . .\nRUN {command}\n", files=files) == (verdict, line)


@cases(
    "text, expected",
    {
        "the stage below counts": ("FROM a AS x\nRUN apk add b\nFROM x\nUSER 1\n", ("fail", 2)),
        "the build stage does not": ("FROM a AS x\nRUN apk add b\nFROM c\nCOPY --from=x /b /\n", ("pass", 3)),
        "a label runs nothing": ("FROM a\nLABEL x='RUN apk add b'\n", ("pass", 1)),
        "ONBUILD runs elsewhere": ("FROM a\nONBUILD RUN apk add b\n", ("pass", 1)),
        "exec form": ('FROM a\nRUN ["apk", "add", "b"]\n', ("fail", 2)),
    },
)
def test_stages(text: str, expected: tuple[str, int | None]) -> None:
    assert result("KF605", text) == expected


def test_every_command_is_evidence() -> None:
    assert in_short("KF605", "FROM a\nRUN apt-get update && apt-get install b\nRUN apk add c\n") == (
        "fail: a package manager runs in what ships | 2: apt-get update | 2: apt-get install b | "
        "3: apk add c | -> Copy what the program needs from a build stage instead of installing packages."
    )


def test_a_pass_shows_the_base() -> None:
    said = "pass: no package manager runs in what ships | 1: FROM a"
    assert in_short("KF605", "FROM a AS x\nFROM x\n") == said
