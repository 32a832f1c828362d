"""KF608: no ENV or ARG holds a secret."""

import pytest

from tests.cases import cases
from tests.judging import in_short, result

STEP = "Mount the secret in the RUN that needs it: --mount=type=secret."
LETTERS = "a1" * 18
TELLING = (
    "TOKEN API_TOKEN MY_TOKEN_2 token PASSWORD DB_PASSWD PGPASSWORD PASSPHRASE CLIENT_SECRET API_KEY apiKey "
    "PRIVATE_KEY PRIVATEKEY SECRET_KEY AWS_SECRET_ACCESS_KEY ACCESSKEY CREDENTIAL GCP_CREDENTIALS"
)
HARMLESS = (
    "TOKENIZER SECRETARY KEY GPG_KEY PASS MONKEY_API TOKEN_FILE PASSWORD_PATH SECRET_DIR SECRET_NAME TOKEN_URL "
    "TOKEN_URI SECRET_HOST SECRET_PORT AWS_ACCESS_KEY_ID PASSWORD_LENGTH TOKEN_TTL TOKEN_ENABLED TOKEN_ENABLE "
    "CREDENTIAL_TYPE TOKEN_SHA256 TOKEN_SHA256SUM TOKEN_CHECKSUM SECRET_DIGEST SECRET_COMMIT TOKEN_VERSION"
)


@pytest.mark.parametrize("name", TELLING.split())
def test_names_that_tell(name: str) -> None:
    assert result("KF608", f"FROM alpine\nENV {name}=x\n") == ("fail", 2)


@pytest.mark.parametrize("name", HARMLESS.split())
def test_names_that_do_not(name: str) -> None:
    assert result("KF608", f"FROM alpine\nENV {name}=x\n") == ("pass", None)


@cases(
    "instruction, verdict",
    {
        "ENV": ("ENV TOKEN=x", "fail"),
        "ENV in its old form": ("ENV TOKEN x y", "fail"),
        "one of several": ("ENV A=b TOKEN=x", "fail"),
        "a quoted value": ('ENV TOKEN="x y"', "fail"),
        "ARG": ("ARG TOKEN=x", "fail"),
        "ARG without a default": ("ARG TOKEN", "partial"),
        "one of several without a default": ("ARG A TOKEN", "partial"),
        "an empty default": ("ARG TOKEN=", "pass"),
        "an empty value": ("ENV TOKEN=", "pass"),
        "an empty value in quotes": ('ENV TOKEN=""', "pass"),
        "a variable is no literal": ("ENV TOKEN=$OTHER", "pass"),
        "a quoted variable": ('ENV TOKEN="${OTHER}"', "pass"),
        "a path": ("ENV TOKEN=/run/secrets/x", "pass"),
        "a placeholder": ("ENV TOKEN=<token>", "pass"),
        "true": ("ENV TOKEN=TRUE", "pass"),
        "false": ("ENV TOKEN=false", "pass"),
        "zero": ("ENV TOKEN=0", "pass"),
        "one": ("ENV TOKEN=1", "pass"),
        "none": ("ENV TOKEN='none'", "pass"),
        "null": ("ENV TOKEN=null", "pass"),
        "a label": ("LABEL TOKEN=x", "pass"),
        "a variable of a command": ("RUN TOKEN=x y", "pass"),
        "a mounted secret": ("RUN --mount=type=secret,id=TOKEN x", "pass"),
        "a token of GitHub under any name": (f"ENV X=ghp_{LETTERS}", "fail"),
        "a token where a path should be": (f"ENV TOKEN_FILE=gho_{LETTERS}", "fail"),
        "a token in an ARG": (f"ARG X=ghs_{LETTERS}", "fail"),
        "a fine-grained token of GitHub": ("ENV X=github_pat_" + "a" * 22, "fail"),
        "a token of GitLab": ("ENV X=glpat-" + "a" * 20, "fail"),
        "a key of AWS": ("ENV X=AKIAABCDEFGHIJKLMNOP", "fail"),
        "a token of Slack": ("ENV X=xoxb-1234567890", "fail"),
        "a private key": ("ENV X='-----BEGIN RSA PRIVATE KEY-----'", "fail"),
        "a key of Google": ("ENV X=AIza" + "a" * 35, "fail"),
        "a token of npm": ("ENV X=npm_" + "a" * 36, "fail"),
        "a token of Hugging Face": ("ENV X=hf_" + "a" * 34, "fail"),
        "a text that begins like a token": ("ENV X=ghp_short", "pass"),
        "a commit": ("ENV X=" + "6f12f33a" * 5, "pass"),
    },
)
def test_values(instruction: str, verdict: str) -> None:
    assert result("KF608", f"FROM alpine\n{instruction}\n") == (verdict, None if verdict == "pass" else 2)


@cases(
    "text, expected",
    {
        "a global ARG": ("ARG TOKEN\nFROM alpine\n", ("partial", 1)),
        "a stage that nothing leads to": ("FROM a AS u\nENV TOKEN=x\nFROM b\n", ("pass", None)),
        "a build stage": ("FROM a AS u\nENV TOKEN=x\nFROM b\nCOPY --from=u /x /\n", ("fail", 2)),
        "an ARG that ENV keeps": ("FROM a\nARG TOKEN\nENV TOKEN=$TOKEN\n", ("partial", 2)),
        "a literal is worse than an ARG": ("FROM a\nARG TOKEN\nENV PASSWORD=x\n", ("fail", 3)),
    },
)
def test_stages(text: str, expected: tuple[str, int | None]) -> None:
    assert result("KF608", text) == expected


def test_the_value_is_never_shown() -> None:
    text = "FROM a\nENV TOKEN=x A=b PASSWORD=y\nARG SECRET\nARG API_KEY=z\n"
    assert (
        in_short("KF608", text)
        == f"fail: a secret stands in the image | 2: ENV TOKEN | 2: ENV PASSWORD | 4: ARG API_KEY | -> {STEP}"
    )


def test_arguments_without_default() -> None:
    assert in_short("KF608", "ARG TOKEN\nFROM a\nARG SECRET\n") == (
        "partial: a secret is passed as a build argument, which the image's history keeps | 1: ARG TOKEN | "
        f"3: ARG SECRET | -> {STEP}"
    )


def test_nothing_found_has_no_line() -> None:
    assert in_short("KF608", "FROM a\nENV A=b\n") == "pass: no ENV or ARG holds a secret"
