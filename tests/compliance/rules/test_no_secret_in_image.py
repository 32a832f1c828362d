"""KF608: no ENV or ARG holds a secret."""

import pytest

from tests.judging import in_short, result

STEP = "Mount the secret in the RUN that needs it: --mount=type=secret."
LETTERS = "a1" * 18


@pytest.mark.parametrize(
    "name",
    [
        "TOKEN",
        "API_TOKEN",
        "MY_TOKEN_2",
        "token",
        "PASSWORD",
        "DB_PASSWD",
        "PGPASSWORD",
        "PASSPHRASE",
        "CLIENT_SECRET",
        "API_KEY",
        "apiKey",
        "PRIVATE_KEY",
        "PRIVATEKEY",
        "SECRET_KEY",
        "AWS_SECRET_ACCESS_KEY",
        "ACCESSKEY",
        "CREDENTIAL",
        "GCP_CREDENTIALS",
    ],
)
def test_names_that_tell(name: str) -> None:
    assert result("KF608", f"FROM alpine\nENV {name}=x\n") == ("fail", 2)


@pytest.mark.parametrize(
    "name",
    [
        "TOKENIZER",
        "SECRETARY",
        "KEY",
        "GPG_KEY",
        "PASS",
        "MONKEY_API",
        "TOKEN_FILE",
        "PASSWORD_PATH",
        "SECRET_DIR",
        "SECRET_NAME",
        "TOKEN_URL",
        "TOKEN_URI",
        "SECRET_HOST",
        "SECRET_PORT",
        "AWS_ACCESS_KEY_ID",
        "PASSWORD_LENGTH",
        "TOKEN_TTL",
        "TOKEN_ENABLED",
        "TOKEN_ENABLE",
        "CREDENTIAL_TYPE",
        "TOKEN_SHA256",
        "TOKEN_SHA256SUM",
        "TOKEN_CHECKSUM",
        "SECRET_DIGEST",
        "SECRET_COMMIT",
        "TOKEN_VERSION",
    ],
)
def test_names_that_do_not(name: str) -> None:
    assert result("KF608", f"FROM alpine\nENV {name}=x\n") == ("pass", None)


@pytest.mark.parametrize(
    ("instruction", "verdict"),
    [
        pytest.param("ENV TOKEN=x", "fail", id="ENV"),
        pytest.param("ENV TOKEN x y", "fail", id="ENV in its old form"),
        pytest.param("ENV A=b TOKEN=x", "fail", id="one of several"),
        pytest.param('ENV TOKEN="x y"', "fail", id="a quoted value"),
        pytest.param("ARG TOKEN=x", "fail", id="ARG"),
        pytest.param("ARG TOKEN", "partial", id="ARG without a default"),
        pytest.param("ARG A TOKEN", "partial", id="one of several without a default"),
        pytest.param("ARG TOKEN=", "pass", id="an empty default"),
        pytest.param("ENV TOKEN=", "pass", id="an empty value"),
        pytest.param('ENV TOKEN=""', "pass", id="an empty value in quotes"),
        pytest.param("ENV TOKEN=$OTHER", "pass", id="a variable is no literal"),
        pytest.param('ENV TOKEN="${OTHER}"', "pass", id="a quoted variable"),
        pytest.param("ENV TOKEN=/run/secrets/x", "pass", id="a path"),
        pytest.param("ENV TOKEN=<token>", "pass", id="a placeholder"),
        pytest.param("ENV TOKEN=TRUE", "pass", id="true"),
        pytest.param("ENV TOKEN=false", "pass", id="false"),
        pytest.param("ENV TOKEN=0", "pass", id="zero"),
        pytest.param("ENV TOKEN=1", "pass", id="one"),
        pytest.param("ENV TOKEN='none'", "pass", id="none"),
        pytest.param("ENV TOKEN=null", "pass", id="null"),
        pytest.param("LABEL TOKEN=x", "pass", id="a label"),
        pytest.param("RUN TOKEN=x y", "pass", id="a variable of a command"),
        pytest.param("RUN --mount=type=secret,id=TOKEN x", "pass", id="a mounted secret"),
        pytest.param(f"ENV X=ghp_{LETTERS}", "fail", id="a token of GitHub under any name"),
        pytest.param(f"ENV TOKEN_FILE=gho_{LETTERS}", "fail", id="a token where a path should be"),
        pytest.param(f"ARG X=ghs_{LETTERS}", "fail", id="a token in an ARG"),
        pytest.param("ENV X=github_pat_" + "a" * 22, "fail", id="a fine-grained token of GitHub"),
        pytest.param("ENV X=glpat-" + "a" * 20, "fail", id="a token of GitLab"),
        pytest.param("ENV X=AKIAABCDEFGHIJKLMNOP", "fail", id="a key of AWS"),
        pytest.param("ENV X=xoxb-1234567890", "fail", id="a token of Slack"),
        pytest.param("ENV X='-----BEGIN RSA PRIVATE KEY-----'", "fail", id="a private key"),
        pytest.param("ENV X=AIza" + "a" * 35, "fail", id="a key of Google"),
        pytest.param("ENV X=npm_" + "a" * 36, "fail", id="a token of npm"),
        pytest.param("ENV X=hf_" + "a" * 34, "fail", id="a token of Hugging Face"),
        pytest.param("ENV X=ghp_short", "pass", id="a text that begins like a token"),
        pytest.param("ENV X=" + "6f12f33a" * 5, "pass", id="a commit"),
    ],
)
def test_values(instruction: str, verdict: str) -> None:
    assert result("KF608", f"FROM alpine\n{instruction}\n") == (verdict, None if verdict == "pass" else 2)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("ARG TOKEN\nFROM alpine\n", ("partial", 1), id="a global ARG"),
        pytest.param("FROM a AS u\nENV TOKEN=x\nFROM b\n", ("pass", None), id="a stage that nothing leads to"),
        pytest.param("FROM a AS u\nENV TOKEN=x\nFROM b\nCOPY --from=u /x /\n", ("fail", 2), id="a build stage"),
        pytest.param("FROM a\nARG TOKEN\nENV TOKEN=$TOKEN\n", ("partial", 2), id="an ARG that ENV keeps"),
        pytest.param("FROM a\nARG TOKEN\nENV PASSWORD=x\n", ("fail", 3), id="a literal is worse than an ARG"),
    ],
)
def test_stages(text: str, expected: tuple[str, int | None]) -> None:
    assert result("KF608", text) == expected


def test_the_value_is_never_shown() -> None:
    text = "FROM a\nENV TOKEN=x A=b PASSWORD=y\nARG SECRET\nARG API_KEY=z\n"
    assert in_short("KF608", text) == (
        "fail: a secret stands in the image",
        "2: ENV TOKEN",
        "2: ENV PASSWORD",
        "4: ARG API_KEY",
        f"-> {STEP}",
    )


def test_arguments_without_default() -> None:
    assert in_short("KF608", "ARG TOKEN\nFROM a\nARG SECRET\n") == (
        "partial: a secret is passed as a build argument, which the image's history keeps",
        "1: ARG TOKEN",
        "3: ARG SECRET",
        f"-> {STEP}",
    )


def test_nothing_found_has_no_line() -> None:
    assert in_short("KF608", "FROM a\nENV A=b\n") == ("pass: no ENV or ARG holds a secret",)
