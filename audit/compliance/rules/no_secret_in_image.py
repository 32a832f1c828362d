"""Keep secrets out of the image.

What ENV and ARG hold can be read by everyone who can pull the image, in its history if nowhere else.

Judged: an ENV or ARG whose name says token, password, secret, api key, private key or credential, with a literal
value, fails, and so does a value of a known token format. Such an ARG without a default is partial: what the build
passes stays in the history. Checksums, commits, paths and names of secrets are none.

Mend: mount it: `RUN --mount=type=secret,id=token ...`.

Limits: files that are copied are not read.
"""

import re
from collections.abc import Iterator

from audit.compliance.case.case import Case, verdict
from audit.dockerfile.syntax import arguments
from audit.model.dockerfile import Instruction
from audit.model.evidence import Evidence
from audit.model.finding import Verdict

CODE = "KF608"
GUIDELINE = "(extension) The guideline of 2020 does not speak of secrets."
BAD = """\
FROM debian:13
ENV API_TOKEN=0d6a9c1f
"""
GOOD = """\
FROM debian:13
RUN --mount=type=secret,id=token ./fetch --token-file /run/secrets/token
"""
_NAME = re.compile(
    r".*(?:^|_)(?:token|[a-z]*passw(?:or)?d|passphrase|secret|api_?key|private_?key|secret_?key|access_?key|credentials?)(?:_(?P<after>.*)|$)",
    re.IGNORECASE,
)
# words after the secret's own that say of what or in which form it is; any other makes the name one of something else
_QUALIFIES = frozenset(
    ["value", "data", "string", "text", "plain", "plaintext", "raw", "base", "base64", "b64", "default", "old", "new",
     "current", "primary", "secondary", "admin", "root", "user", "db", "database", "api", "app", "dev", "test",
     "staging", "prod", "production", "local", "internal", "key"]
)  # fmt: skip
_RANDOM = re.compile(r"(?=.*\d)(?=.*[A-Za-z])[A-Za-z0-9+=]{20,}")
_CHECKSUM = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_TOKEN = re.compile(
    r"gh[pousr]_[A-Za-z0-9]{36}|github_pat_\w{22,}|glpat-[\w-]{20}|AKIA[0-9A-Z]{16}|xox[abprs]-[\w-]{10,}"
    r"|-----BEGIN [A-Z ]*PRIVATE KEY|AIza[\w-]{35}|npm_[A-Za-z0-9]{36}|hf_[A-Za-z]{34}",
)
_EMPTY = frozenset({"", "true", "false", "yes", "no", "on", "off", "0", "1", "none", "null"})
_STEP = "Mount the secret in the RUN that needs it: --mount=type=secret."


def judge(case: Case) -> Verdict:
    """Look at the names and values of every ENV and ARG of the stages that lead to the final one."""
    stages = case.dockerfile.leading_to(case.dockerfile.final)
    instructions = (
        *case.dockerfile.arguments,
        *(instruction for stage in stages for instruction in stage.instructions),
    )
    held = [(shown, value) for instruction in instructions for shown, value in _suspicious(case, instruction)]
    literal = tuple(shown for shown, value in held if value is not None)
    if literal:
        return verdict("fail", "a secret stands in the image", literal, _STEP)
    if held:
        message = "a secret is passed as a build argument, which the image's history keeps"
        return verdict("partial", message, tuple(item for item, _ in held), _STEP)
    return verdict("pass", "no ENV or ARG holds a secret")


def _suspicious(case: Case, instruction: Instruction) -> Iterator[tuple[Evidence, str | None]]:
    """Yield (evidence without the value, the literal value or None) of what looks like a secret."""
    if instruction.keyword not in ("ENV", "ARG"):
        return
    for name, value in arguments.pairs(instruction):
        text = (value or "").strip("\"'")
        shown = case.at(instruction.line, f"{instruction.keyword} {name}")
        if _TOKEN.search(text):
            yield shown, text
        elif _is_secret(name, text):
            if value is None:
                yield shown, None
            elif text.lower() not in _EMPTY and not text.startswith(("$", "/", "<")):
                yield shown, text


def _is_secret(name: str, value: str) -> bool:
    """Return whether a name is of a secret: `DB_PASSWORD_2`; `TOKEN_EXPIRY_SECONDS` only mentions one.

    Where a name goes on with a word that nobody knows, a value of 20 random letters and digits decides.
    """
    match = _NAME.fullmatch(name)
    if match is None:
        return False
    words = [word for word in (match["after"] or "").lower().split("_") if word]
    if all(word in _QUALIFIES or word.isdecimal() for word in words):
        return True
    return _RANDOM.fullmatch(value) is not None and _CHECKSUM.fullmatch(value) is None
