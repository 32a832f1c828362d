"""KF605: no OS package manager runs in what ships."""

import pytest

from tests.judging import in_short, result


@pytest.mark.parametrize(
    ("command", "verdict"),
    [
        pytest.param("apt install -y a", "fail", id="apt"),
        pytest.param("apt-get install -y a", "fail", id="apt-get"),
        pytest.param("apk add a", "fail", id="apk"),
        pytest.param("/sbin/apk add a", "fail", id="apk by its path"),
        pytest.param("dnf install a", "fail", id="dnf"),
        pytest.param("yum install a", "fail", id="yum"),
        pytest.param("microdnf install a", "fail", id="microdnf"),
        pytest.param("zypper in a", "fail", id="zypper"),
        pytest.param("tdnf install a", "fail", id="tdnf"),
        pytest.param("gcloud components install kubectl", "fail", id="components of gcloud"),
        pytest.param("apt-get update", "fail", id="an update"),
        pytest.param("sudo -E apt-get install a", "fail", id="through sudo"),
        pytest.param("DEBIAN_FRONTEND=noninteractive apt-get install a", "fail", id="with a variable before it"),
        pytest.param('if [ "$TARGETARCH" = arm64 ]; then apt-get install a; fi', "fail", id="on one architecture only"),
        pytest.param("false || apt-get install a", "fail", id="after a failure"),
        pytest.param("sh -c 'apk add a'", "fail", id="in a shell within the shell"),
        pytest.param("echo a \\\n # note\n\n && apk add a", "fail", id="over lines with a comment"),
        pytest.param("<<EOF\napt-get install a\nEOF", "fail", id="in a heredoc"),
        pytest.param("./setup.sh", "fail", id="in a script of the repository"),
        pytest.param("make setup", "fail", id="in a make target"),
        pytest.param("gcloud components list", "pass", id="gcloud does other things too"),
        pytest.param("gcloud config install components", "pass", id="the same words of gcloud in another order"),
        pytest.param("echo apt-get install a", "pass", id="its name alone runs nothing"),
        pytest.param("command -v apt-get", "pass", id="a question for it runs nothing"),
        pytest.param("pip install a && npm ci", "pass", id="language installers are another rule's"),
        pytest.param("rm -rf /var/lib/apt/lists", "pass", id="its files"),
    ],
)
def test_commands(command: str, verdict: str) -> None:
    files = {"setup.sh": "#!/bin/sh\nset -e\napk add a\n", "Makefile": "setup:\n\tapk add a\n"}
    line = 3 if verdict == "fail" else 1
    assert result("KF605", f"FROM debian\nCOPY . .\nRUN {command}\n", files=files) == (verdict, line)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("FROM a AS x\nRUN apk add b\nFROM x\nUSER 1\n", ("fail", 2), id="the stage below counts"),
        pytest.param(
            "FROM a AS x\nRUN apk add b\nFROM c\nCOPY --from=x /b /\n", ("pass", 3), id="the build stage does not"
        ),
        pytest.param("FROM a\nLABEL x='RUN apk add b'\n", ("pass", 1), id="a label runs nothing"),
        pytest.param("FROM a\nONBUILD RUN apk add b\n", ("pass", 1), id="ONBUILD runs elsewhere"),
        pytest.param('FROM a\nRUN ["apk", "add", "b"]\n', ("fail", 2), id="exec form"),
    ],
)
def test_stages(text: str, expected: tuple[str, int | None]) -> None:
    assert result("KF605", text) == expected


def test_every_command_is_evidence() -> None:
    assert in_short("KF605", "FROM a\nRUN apt-get update && apt-get install b\nRUN apk add c\n") == (
        "fail: a package manager runs in what ships",
        "2: apt-get update",
        "2: apt-get install b",
        "3: apk add c",
        "-> Copy what the program needs from a build stage instead of installing packages.",
    )


def test_a_pass_shows_the_base() -> None:
    said = ("pass: no package manager runs in what ships", "1: FROM a")
    assert in_short("KF605", "FROM a AS x\nFROM x\n") == said
