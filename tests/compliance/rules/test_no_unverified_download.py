"""KF607: what is downloaded is checked before it is used."""

from tests.cases import cases
from tests.judging import in_short, judged, result

STEP = "Check a checksum or signature of what is downloaded before it is used."
COMMIT = "6f12f33a" * 5
SUM = "1" * 64


@cases(
    "command",
    {
        "curl into sh": "curl -fsSL https://x/i.sh | sh",
        "wget into bash": "wget -qO- https://x | bash",
        "aria2c into ash": "aria2c https://x | ash",
        "into dash": "curl https://x | dash",
        "into zsh": "curl https://x | zsh",
        "into python": "curl https://x | /usr/bin/python3.11 -",
        "into perl": "curl https://x | perl",
        "into ruby": "curl https://x | ruby",
        "into node": "curl https://x | node",
        "an address that nobody decides": "curl $URL | sh",
        "through sudo": "curl https://x | sudo -E bash -",
        "with a variable": "curl https://x | VERSION=1 sh",
        "with arguments for the script": "curl https://x | bash -s -- --yes",
        "with one argument": "curl https://x | bash -s v1",
        "with options of the shell": "curl https://x | bash -ex",
        "with a long option": "curl https://x | bash --norc",
        "by the name of its input": "curl https://x | bash /dev/stdin v1",
        "with an argument after the dash": "curl https://x | python3 - v1",
        "through another program": "curl https://x | gunzip | sh",
        "with a copy kept": "curl https://x | tee y | sh",
        "after other commands": "set -e; a; curl https://x | sh",
        "a file that is none": "bash <(wget -O- https://x)",
        "the words of a command": 'sh -c "$(curl https://x)"',
        "a program on the command line": 'python -c "$(curl https://x)"',
        "eval": "eval $(curl https://x)",
        "eval of the old form": "eval `wget -O- https://x`",
        "source": "source <(curl https://x)",
        "the dot": ". <(curl https://x)",
        "in a condition": "if true; then curl https://x | sh; fi",
        "a checksum of something else": "curl https://x | sh && sha256sum -c y",
    },
)
def test_a_download_is_run_as_it_comes(command: str) -> None:
    found = judged("KF607", f"FROM alpine\nRUN {command}\n")
    assert (found.result, found.line, found.message) == ("fail", 2, "a download is run as it comes")


@cases(
    "command",
    {
        "run from a file": "curl -o x https://x && sh x",
        "unpacked from a pipe": "curl https://x | tar xz",
        "wget": "wget http://x",
        "aria2c": "aria2c https://x",
        "an address that nobody decides": "curl -o x $URL",
        "data for a program on the command line": "curl https://x | python -c 'import json'",
        "data for a module": "curl https://x | python3 -m json.tool",
        "data for a script": "curl https://x | python3 read.py",
        "data for a program whose name begins with sh": "curl https://x | shfmt",
        "data for a shell script": "curl https://x | bash script.sh",
        "data for one line of perl": "curl https://x | perl -ne print",
        "data for a change by perl": "curl https://x | perl -pe s/a/b/",
        "data for one line of node": "curl https://x | node -e 1",
        "something else is piped": "curl -O https://x; cat y | sh",
        "a shell that nothing is piped into": "curl -O https://x && sh",
        "a key that is converted": "curl https://x | gpg --dearmor > k",
        "openssl that checks nothing": "curl -O https://x && openssl rand 1",
        "the name of a checker": "curl -O https://x && echo sha256sum",
        "git clone": "git clone https://g",
        "git clone at a tag": "git clone -b v1 --depth 1 https://g",
        "git clone after an option of git": "git -c http.x=y clone https://g",
        "a checkout of a tag": "git clone https://g && git checkout v1",
        "a commit that is only named": f"git clone https://g && git log {COMMIT}",
        "a checkout of something else": f"git clone https://g && svn checkout {COMMIT}",
    },
)
def test_a_download_is_used_unchecked(command: str) -> None:
    found = judged("KF607", f"FROM alpine\nRUN {command}\n")
    assert (found.result, found.line, found.message) == ("partial", 2, "what is downloaded is used unchecked")


@cases(
    "command",
    {
        "sha256sum": "curl -O https://x && echo a x | sha256sum -c",
        "sha512sum": "curl -O https://x && sha512sum -c x",
        "sha1sum": "curl -O https://x && sha1sum -c x",
        "md5sum": "curl -O https://x && md5sum -c x",
        "shasum": "curl -O https://x && shasum -a 256 -c x",
        "gpg": "curl -O https://x && gpg --batch --verify x",
        "gpgv": "curl -O https://x && gpgv x",
        "cosign": "curl -O https://x && cosign verify-blob x",
        "openssl": "curl -O https://x && openssl dgst -verify k x",
        "minisign": "curl -O https://x && minisign -V",
        "a checkout of a commit": f"git clone https://g && git checkout {COMMIT}",
        "a reset to a commit": f"git clone https://g && cd g && git reset --hard {COMMIT}",
        "a fetch of a commit": f"git clone https://g && git fetch origin {COMMIT}",
        "curl that fetches nothing": "curl --version",
        "a package manager": "apt-get install x",
        "language installers": "pip install https://x/y.whl && npm ci && go install x@v1",
        "git that clones nothing": "git fetch https://g",
        "another program that clones": "hub clone https://g",
        "a file of the image that is run": "cat x | sh",
        "words that are only shown": "echo $(curl https://x)",
        "its name alone fetches nothing": "sh -c 'echo curl https://x'",
    },
)
def test_nothing_is_downloaded_unchecked(command: str) -> None:
    assert in_short("KF607", f"FROM alpine\nRUN {command}\n") == "pass: nothing is downloaded unchecked"


@cases(
    "instruction, verdict",
    {
        "a URL": ("ADD https://x/y /y", "fail"),
        "a URL without TLS": ("ADD http://x/y /y", "fail"),
        "an array": ('ADD ["https://x/y", "/y"]', "fail"),
        "one of several": ("ADD a https://x/y /z/", "fail"),
        "in quotes": ('ADD "https://x/y" /y', "fail"),
        "with another flag": ("ADD --chown=1 https://x/y /y", "fail"),
        "with its checksum": (f"ADD --checksum=sha256:{SUM} https://x/y /y", "pass"),
        "a file": ("ADD a.tar.gz /y", "pass"),
        "a URL is no target": ("ADD a https://x", "pass"),
        "COPY fetches nothing": ("COPY https://x/y /y", "pass"),
        "a variable of that name": ("ENV ADD=https://x/y", "pass"),
    },
)
def test_add(instruction: str, verdict: str) -> None:
    assert result("KF607", f"FROM alpine\n{instruction}\n") == (verdict, 2 if verdict == "fail" else None)


def test_a_url_of_another_instruction_is_not_what_add_fetches() -> None:
    assert result("KF607", "FROM alpine\nADD a /b\nCOPY https://x/y /z\n") == ("pass", None)


def test_add_of_a_build_argument() -> None:
    assert result("KF607", "FROM alpine\nARG FROM_URL=https://x/y\nADD $FROM_URL /y\n") == ("fail", 3)


@cases(
    "text, expected",
    {
        "a stage that nothing leads to": ("FROM a AS u\nRUN curl https://x | sh\nFROM b\n", ("pass", None)),
        "a stage that leads there": ("FROM a AS u\nRUN curl https://x | sh\nFROM b\nCOPY --from=u /x /\n", ("fail", 2)),
        "a check in another stage": (
            "FROM a AS u\nRUN sha256sum -c x\nFROM b\nCOPY --from=u /x /\nRUN curl -O https://x\n",
            ("partial", 5),
        ),
        "a check in another RUN": ("FROM a\nRUN curl -O https://x\nRUN sha256sum -c x\n", ("pass", None)),
        "an ADD is worse than a file": (
            "FROM a AS u\nRUN curl -O https://x\nFROM b\nCOPY --from=u /x /\nADD https://y /y\n",
            ("fail", 5),
        ),
        "a pipe is told before an ADD": ("FROM a\nADD https://y /y\nRUN curl https://x | sh\n", ("fail", 3)),
        "a pipe ends with its RUN": ("FROM a\nRUN curl -O https://x\nRUN sh\n", ("partial", 2)),
    },
)
def test_stages(text: str, expected: tuple[str, int | None]) -> None:
    assert result("KF607", text) == expected


def test_scripts_that_run_calls_are_read() -> None:
    text = "FROM alpine\nCOPY i.sh /\nRUN /i.sh\n"
    assert result("KF607", text, files={"i.sh": "#!/bin/sh\ncurl https://x | sh\n"}) == ("fail", 3)


def test_downloads_at_container_start_are_outside_the_rule() -> None:
    text = 'FROM alpine\nCOPY s.sh /\nENTRYPOINT ["/s.sh"]\n'
    assert result("KF607", text, files={"s.sh": "#!/bin/sh\ncurl https://x | sh\n"}) == ("pass", None)


@cases(
    "text, expected",
    {
        "a pipe": (
            "FROM alpine\nRUN a && curl https://x | gunzip | sh -s\n",
            f"fail: a download is run as it comes | 2: curl https://x | sh -s | -> {STEP}",
        ),
        "a substitution": (
            "FROM alpine\nRUN bash <(curl https://x)\n",
            f"fail: a download is run as it comes | 2: bash <(curl https://x) | -> {STEP}",
        ),
        "an ADD": (
            "FROM alpine\nADD https://x/y /y\n",
            (
                "fail: ADD fetches a URL without --checksum | 2: ADD https://x/y /y | -> Add "
                "--checksum=sha256:... to the ADD."
            ),
        ),
        "two files": (
            "FROM alpine\nRUN curl -O https://x\nRUN git clone https://g\n",
            (
                f"partial: what is downloaded is used unchecked | 2: curl -O https://x | 3: git clone "
                f"https://g | -> {STEP}"
            ),
        ),
    },
)
def test_whole_verdicts(text: str, expected: str) -> None:
    assert in_short("KF607", text) == expected
