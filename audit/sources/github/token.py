"""Read the token from the environment; it is sent in headers only, and appears in no address, text or file."""

import base64
import os
import re

from audit.errors import UserError

_NAMES = ("GITHUB_TOKEN", "GH_TOKEN")


def given() -> str:
    """Return the token of GITHUB_TOKEN, else of GH_TOKEN, else an empty text; raise UserError when it is none."""
    for name in _NAMES:
        token = os.environ.get(name, "").strip()
        if token and not re.fullmatch(r"[\x21-\x7e]+", token):
            raise UserError(
                f"{name}: holds a space, a line end or a letter that no token has; expected the token alone"
            )
        if token:
            return token
    return ""


def withheld(text: str) -> str:
    """Return the text with every token of the environment blanked out, also as git's header has it."""
    for name in _NAMES:
        token = os.environ.get(name, "").strip()
        if token:
            text = text.replace(token, "***").replace(
                base64.b64encode(f"x-access-token:{token}".encode()).decode(), "***"
            )
    return text
