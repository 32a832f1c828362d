"""The whole configuration of a run, read and checked before anything is crawled."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from audit.errors import ConfigurationError, UserError
from audit.model.finding import Waiver
from audit.model.override import Override
from audit.policy import consistency, recorded_images, shipped_files, vulnerabilities
from audit.policy.judgement import Judgement
from audit.policy.lifecycle import Lifecycle
from audit.policy.organization import organization as organizations
from audit.policy.organization import overrides, waivers
from audit.policy.organization.organization import Organization
from audit.policy.priorities import Priorities
from audit.policy.profile import Profile
from audit.policy.signals import Signals
from audit.policy.vulnerabilities import Scanning
from audit.policy.yaml import document


@dataclass(frozen=True, slots=True)
class Digests:
    """Hold digests of the parts: profile and weights, lifecycle data, rule book of priorities, everything else."""

    weights: str = ""
    lifecycle: str = ""
    settings: str = ""
    priorities: str = ""


@dataclass(frozen=True, slots=True)
class Policy:
    """Hold every configured value; `digest` tells two configurations apart by their content, `parts` says where."""

    organization: Organization
    profile: Profile
    judgement: Judgement
    priorities: Priorities
    lifecycle: Lifecycle
    signals: Signals
    scanning: Scanning
    waivers: tuple[Waiver, ...]
    overrides: tuple[Override, ...]
    digest: str
    parts: Digests = Digests()


def load(path: Path, profile: str = "") -> Policy:
    """Read an organisation's file and those it stands on; raise ConfigurationError for the first fault."""
    return assemble(organizations.read(path), profile, path)


def assemble(organization: Organization, profile: str, path: Path | None) -> Policy:
    """Read the profile and the numbers that an organisation names, the shipped ones where it names none."""
    wanted = profile or organization.profile
    profiles = shipped_files.profiles()
    if wanted not in profiles:
        raise _unknown_profile(None if profile else path, wanted, list(profiles))
    files = {"profile": profiles[wanted], **_files(organization)}
    return Policy(
        organization=organization,
        profile=document.read(files["profile"], Profile),
        judgement=consistency.judgement(files["judgement"]),
        priorities=consistency.priorities(files["priorities"]),
        lifecycle=recorded_images.complete(
            consistency.lifecycle(files["lifecycle"]), files["official_tags"], files["hardened_images"]
        ),
        signals=consistency.signals(files["signals"]),
        scanning=vulnerabilities.read(files["vulnerabilities"]),
        waivers=waivers.read(files["waivers"]) if "waivers" in files else (),
        overrides=overrides.read(files.get("overrides"), files.get("images")),
        digest=_digest([*([path] if path else []), *files.values()]),
        parts=_parts(path, files),
    )


def _files(organization: Organization) -> dict[str, Path]:
    """Return the files of numbers and facts by key: the organisation's, the shipped ones where it names none."""
    shipped = shipped_files.packaged()
    return {
        "judgement": Path(organization.judgement or shipped / "judgement.yaml"),
        "priorities": Path(organization.priorities or shipped / "priorities.yaml"),
        "lifecycle": Path(organization.lifecycle or shipped / "lifecycle.yaml"),
        "official_tags": shipped / "official-tags.json",
        "hardened_images": shipped / "hardened-images.json",
        "signals": Path(organization.signals or shipped / "signals.yaml"),
        "vulnerabilities": Path(organization.vulnerabilities or shipped / "vulnerabilities.yaml"),
        **_named(organization),
    }


def _named(organization: Organization) -> dict[str, Path]:
    """Return the files that only an organisation itself names, by key."""
    named = {
        "waivers": organization.waivers,
        "overrides": organization.overrides,
        "images": organization.images,
        "upstream": organization.upstream_file,
    }
    return {key: Path(name) for key, name in named.items() if name}


def _unknown_profile(path: Path | None, name: str, names: list[str]) -> UserError:
    """Compose the error where the name stands: in the organisation's file, else on the command line."""
    message = f"no profile {name!r}; expected one of {', '.join(names)}"
    if path is None:
        return UserError(f"--profile: {message}")
    return ConfigurationError(str(path), document.line(path, ("profile",)), f"`profile`: {message}")


def _parts(path: Path | None, files: dict[str, Path]) -> Digests:
    weights, lifecycle = ("profile", "judgement"), ("lifecycle", "official_tags", "hardened_images")
    rest = [each for key, each in files.items() if key not in (*weights, *lifecycle, "priorities")]
    return Digests(
        weights=_digest([files[key] for key in weights]),
        lifecycle=_digest([files[key] for key in lifecycle]),
        priorities=_digest([files["priorities"]]),
        settings=_digest([*([path] if path else []), *rest]),
    )


def _digest(files: list[Path]) -> str:
    whole = hashlib.sha256()
    for file in files:
        whole.update(hashlib.sha256(file.read_bytes()).digest())
    return whole.hexdigest()[:16]
