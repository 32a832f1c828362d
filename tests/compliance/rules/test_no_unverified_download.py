"""KF607: what is downloaded is checked before it is used."""

import pytest

from tests.judging import in_short, judged, result

STEP = "Check a checksum or signature of what is downloaded before it is used."
COMMIT = "6f12f33a" * 5
SUM = "1" * 64


@pytest.mark.parametrize(
    "command",
    [
        pytest.param("curl -fsSL https://x/i.sh | sh", id="curl into sh"),
        pytest.param("wget -qO- https://x | bash", id="wget into bash"),
        pytest.param("aria2c https://x | ash", id="aria2c into ash"),
        pytest.param("curl https://x | dash", id="into dash"),
        pytest.param("curl https://x | zsh", id="into zsh"),
        pytest.param("curl https://x | /usr/bin/python3.11 -", id="into python"),
        pytest.param("curl https://x | perl", id="into perl"),
        pytest.param("curl https://x | ruby", id="into ruby"),
        pytest.param("curl https://x | node", id="into node"),
        pytest.param("curl $URL | sh", id="an address that nobody decides"),
        pytest.param("curl https://x | sudo -E bash -", id="through sudo"),
        pytest.param("curl https://x | VERSION=1 sh", id="with a variable"),
        pytest.param("curl https://x | bash -s -- --yes", id="with arguments for the script"),
        pytest.param("curl https://x | bash -s v1", id="with one argument"),
        pytest.param("curl https://x | bash -ex", id="with options of the shell"),
        pytest.param("curl https://x | bash --norc", id="with a long option"),
        pytest.param("curl https://x | bash /dev/stdin v1", id="by the name of its input"),
        pytest.param("curl https://x | python3 - v1", id="with an argument after the dash"),
        pytest.param("curl https://x | gunzip | sh", id="through another program"),
        pytest.param("curl https://x | tee y | sh", id="with a copy kept"),
        pytest.param("set -e; a; curl https://x | sh", id="after other commands"),
        pytest.param("bash <(wget -O- https://x)", id="a file that is none"),
        pytest.param('sh -c "$(curl https://x)"', id="the words of a command"),
        pytest.param('python -c "$(curl https://x)"', id="a program on the command line"),
        pytest.param("eval $(curl https://x)", id="eval"),
        pytest.param("eval `wget -O- https://x`", id="eval of the old form"),
        pytest.param("source <(curl https://x)", id="source"),
        pytest.param(". <(curl https://x)", id="the dot"),
        pytest.param("if true; then curl https://x | sh; fi", id="in a condition"),
        pytest.param("curl https://x | sh && sha256sum -c y", id="a checksum of something else"),
    ],
)
def test_a_download_is_run_as_it_comes(command: str) -> None:
    found = judged("KF607", f"FROM alpine\nRUN {command}\n")
    assert (found.result, found.line, found.message) == ("fail", 2, "a download is run as it comes")


@pytest.mark.parametrize(
    "command",
    [
        pytest.param("curl -o x https://x && sh x", id="run from a file"),
        pytest.param("curl https://x | tar xz", id="unpacked from a pipe"),
        pytest.param("wget http://x", id="wget"),
        pytest.param("aria2c https://x", id="aria2c"),
        pytest.param("curl -o x $URL", id="an address that nobody decides"),
        pytest.param("curl https://x | python -c 'import json'", id="data for a program on the command line"),
        pytest.param("curl https://x | python3 -m json.tool", id="data for a module"),
        pytest.param("curl https://x | python3 read.py", id="data for a script"),
        pytest.param("curl https://x | shfmt", id="data for a program whose name begins with sh"),
        pytest.param("curl https://x | bash script.sh", id="data for a shell script"),
        pytest.param("curl https://x | perl -ne print", id="data for one line of perl"),
        pytest.param("curl https://x | perl -pe s/a/b/", id="data for a change by perl"),
        pytest.param("curl https://x | node -e 1", id="data for one line of node"),
        pytest.param("curl -O https://x; cat y | sh", id="something else is piped"),
        pytest.param("curl -O https://x && sh", id="a shell that nothing is piped into"),
        pytest.param("curl https://x | gpg --dearmor > k", id="a key that is converted"),
        pytest.param("curl -O https://x && openssl rand 1", id="openssl that checks nothing"),
        pytest.param("curl -O https://x && echo sha256sum", id="the name of a checker"),
        pytest.param("git clone https://g", id="git clone"),
        pytest.param("git clone -b v1 --depth 1 https://g", id="git clone at a tag"),
        pytest.param("git -c http.x=y clone https://g", id="git clone after an option of git"),
        pytest.param("git clone https://g && git checkout v1", id="a checkout of a tag"),
        pytest.param(f"git clone https://g && git log {COMMIT}", id="a commit that is only named"),
        pytest.param(f"git clone https://g && svn checkout {COMMIT}", id="a checkout of something else"),
    ],
)
def test_a_download_is_used_unchecked(command: str) -> None:
    found = judged("KF607", f"FROM alpine\nRUN {command}\n")
    assert (found.result, found.line, found.message) == ("partial", 2, "what is downloaded is used unchecked")


@pytest.mark.parametrize(
    "command",
    [
        pytest.param("curl -O https://x && echo a x | sha256sum -c", id="sha256sum"),
        pytest.param("curl -O https://x && sha512sum -c x", id="sha512sum"),
        pytest.param("curl -O https://x && sha1sum -c x", id="sha1sum"),
        pytest.param("curl -O https://x && md5sum -c x", id="md5sum"),
        pytest.param("curl -O https://x && shasum -a 256 -c x", id="shasum"),
        pytest.param("curl -O https://x && gpg --batch --verify x", id="gpg"),
        pytest.param("curl -O https://x && gpgv x", id="gpgv"),
        pytest.param("curl -O https://x && cosign verify-blob x", id="cosign"),
        pytest.param("curl -O https://x && openssl dgst -verify k x", id="openssl"),
        pytest.param("curl -O https://x && minisign -V", id="minisign"),
        pytest.param(f"git clone https://g && git checkout {COMMIT}", id="a checkout of a commit"),
        pytest.param(f"git clone https://g && cd g && git reset --hard {COMMIT}", id="a reset to a commit"),
        pytest.param(f"git clone https://g && git fetch origin {COMMIT}", id="a fetch of a commit"),
        pytest.param("curl --version", id="curl that fetches nothing"),
        pytest.param("apt-get install x", id="a package manager"),
        pytest.param("pip install https://x/y.whl && npm ci && go install x@v1", id="language installers"),
        pytest.param("git fetch https://g", id="git that clones nothing"),
        pytest.param("hub clone https://g", id="another program that clones"),
        pytest.param("cat x | sh", id="a file of the image that is run"),
        pytest.param("echo $(curl https://x)", id="words that are only shown"),
        pytest.param("sh -c 'echo curl https://x'", id="its name alone fetches nothing"),
    ],
)
def test_nothing_is_downloaded_unchecked(command: str) -> None:
    assert in_short("KF607", f"FROM alpine\nRUN {command}\n") == ("pass: nothing is downloaded unchecked",)


@pytest.mark.parametrize(
    ("instruction", "verdict"),
    [
        pytest.param("ADD https://x/y /y", "fail", id="a URL"),
        pytest.param("ADD http://x/y /y", "fail", id="a URL without TLS"),
        pytest.param('ADD ["https://x/y", "/y"]', "fail", id="an array"),
        pytest.param("ADD a https://x/y /z/", "fail", id="one of several"),
        pytest.param('ADD "https://x/y" /y', "fail", id="in quotes"),
        pytest.param("ADD --chown=1 https://x/y /y", "fail", id="with another flag"),
        pytest.param(f"ADD --checksum=sha256:{SUM} https://x/y /y", "pass", id="with its checksum"),
        pytest.param("ADD a.tar.gz /y", "pass", id="a file"),
        pytest.param("ADD a https://x", "pass", id="a URL is no target"),
        pytest.param("COPY https://x/y /y", "pass", id="COPY fetches nothing"),
        pytest.param("ENV ADD=https://x/y", "pass", id="a variable of that name"),
    ],
)
def test_add(instruction: str, verdict: str) -> None:
    assert result("KF607", f"FROM alpine\n{instruction}\n") == (verdict, 2 if verdict == "fail" else None)


def test_a_url_of_another_instruction_is_not_what_add_fetches() -> None:
    assert result("KF607", "FROM alpine\nADD a /b\nCOPY https://x/y /z\n") == ("pass", None)


def test_add_of_a_build_argument() -> None:
    assert result("KF607", "FROM alpine\nARG FROM_URL=https://x/y\nADD $FROM_URL /y\n") == ("fail", 3)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "FROM a AS u\nRUN curl https://x | sh\nFROM b\n", ("pass", None), id="a stage that nothing leads to"
        ),
        pytest.param(
            "FROM a AS u\nRUN curl https://x | sh\nFROM b\nCOPY --from=u /x /\n",
            ("fail", 2),
            id="a stage that leads there",
        ),
        pytest.param(
            "FROM a AS u\nRUN sha256sum -c x\nFROM b\nCOPY --from=u /x /\nRUN curl -O https://x\n",
            ("partial", 5),
            id="a check in another stage",
        ),
        pytest.param(
            "FROM a\nRUN curl -O https://x\nRUN sha256sum -c x\n", ("pass", None), id="a check in another RUN"
        ),
        pytest.param(
            "FROM a AS u\nRUN curl -O https://x\nFROM b\nCOPY --from=u /x /\nADD https://y /y\n",
            ("fail", 5),
            id="an ADD is worse than a file",
        ),
        pytest.param(
            "FROM a\nADD https://y /y\nRUN curl https://x | sh\n", ("fail", 3), id="a pipe is told before an ADD"
        ),
        pytest.param("FROM a\nRUN curl -O https://x\nRUN sh\n", ("partial", 2), id="a pipe ends with its RUN"),
    ],
)
def test_stages(text: str, expected: tuple[str, int | None]) -> None:
    assert result("KF607", text) == expected


def test_scripts_that_run_calls_are_read() -> None:
    text = "FROM alpine\nCOPY i.sh /\nRUN /i.sh\n"
    assert result("KF607", text, files={"i.sh": "#!/bin/sh\ncurl https://x | sh\n"}) == ("fail", 3)


def test_downloads_at_container_start_are_outside_the_rule() -> None:
    text = 'FROM alpine\nCOPY s.sh /\nENTRYPOINT ["/s.sh"]\n'
    assert result("KF607", text, files={"s.sh": "#!/bin/sh\ncurl https://x | sh\n"}) == ("pass", None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "FROM alpine\nRUN a && curl https://x | gunzip | sh -s\n",
            ("fail: a download is run as it comes", "2: curl https://x | sh -s", f"-> {STEP}"),
            id="a pipe",
        ),
        pytest.param(
            "FROM alpine\nRUN bash <(curl https://x)\n",
            ("fail: a download is run as it comes", "2: bash <(curl https://x)", f"-> {STEP}"),
            id="a substitution",
        ),
        pytest.param(
            "FROM alpine\nADD https://x/y /y\n",
            (
                "fail: ADD fetches a URL without --checksum",
                "2: ADD https://x/y /y",
                "-> Add --checksum=sha256:... to the ADD.",
            ),
            id="an ADD",
        ),
        pytest.param(
            "FROM alpine\nRUN curl -O https://x\nRUN git clone https://g\n",
            (
                "partial: what is downloaded is used unchecked",
                "2: curl -O https://x",
                "3: git clone https://g",
                f"-> {STEP}",
            ),
            id="two files",
        ),
    ],
)
def test_whole_verdicts(text: str, expected: tuple[str, ...]) -> None:
    assert in_short("KF607", text) == expected
