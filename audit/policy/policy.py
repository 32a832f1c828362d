"""The whole configuration of a run, read and checked before anything is crawled."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from audit.errors import ConfigurationError
from audit.policy import document, location
from audit.policy import organization as organizations
from audit.policy.judgement import Judgement
from audit.policy.lifecycle import Lifecycle
from audit.policy.organization import Organization
from audit.policy.profile import Profile
from audit.policy.signals import Signals


@dataclass(frozen=True, slots=True)
class Policy:
    """Hold every configured value; `digest` tells two configurations apart by their content."""

    organization: Organization
    profile: Profile
    judgement: Judgement
    lifecycle: Lifecycle
    signals: Signals
    digest: str


def load(path: Path, profile: str = "") -> Policy:
    """Read an organisation's file and those it stands on; raise ConfigurationError for the first fault."""
    return assemble(organizations.read(path), profile, path)


def assemble(organization: Organization, profile: str, path: Path | None) -> Policy:
    """Read the profile and the numbers that an organisation names, the shipped ones where it names none."""
    shipped = location.packaged()
    chosen = _profile(shipped / "profiles", profile or organization.profile)
    files = {
        "profile": chosen,
        "judgement": Path(organization.judgement or shipped / "judgement.yaml"),
        "lifecycle": Path(organization.lifecycle or shipped / "lifecycle.yaml"),
        "signals": Path(organization.signals or shipped / "signals.yaml"),
    }
    return Policy(
        organization=organization,
        profile=document.read(files["profile"], Profile),
        judgement=document.read(files["judgement"], Judgement),
        lifecycle=document.read(files["lifecycle"], Lifecycle),
        signals=document.read(files["signals"], Signals),
        digest=_digest([*([path] if path else []), *files.values()]),
    )


def _profile(folder: Path, name: str) -> Path:
    names = sorted(each.stem for each in folder.glob("*.yaml"))
    if name not in names:
        raise ConfigurationError(str(folder), None, f"no profile {name!r}; expected one of {', '.join(names)}")
    return folder / f"{name}.yaml"


def _digest(files: list[Path]) -> str:
    whole = hashlib.sha256()
    for each in files:
        whole.update(hashlib.sha256(each.read_bytes()).digest())
    return whole.hexdigest()[:16]
