"""An organisation's file, written and read."""

from pathlib import Path

import pytest

from audit.errors import ConfigurationError
from audit.model.repository import Repository
from audit.policy.organization import organization


def fault(text: str | bytes) -> str:
    """Return what is said of a file with this text, called `acme.yaml`."""
    Path("acme.yaml").write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(ConfigurationError) as caught:
        organization.read(Path("acme.yaml"))
    return str(caught.value)


def read(text: str) -> tuple[Repository, ...]:
    """Return the repositories of a file with this text."""
    Path("acme.yaml").write_text(text)
    return organization.read(Path("acme.yaml")).repositories
