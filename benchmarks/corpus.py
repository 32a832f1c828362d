"""The organisation that is measured: a folder with bare repositories OWNER/NAME, on disk or behind a server."""

import json
from dataclasses import dataclass
from pathlib import Path

from audit.model.repository import Repository
from audit.policy.organization import organization


@dataclass(frozen=True, slots=True)
class Corpus:
    """Hold the folder and which branches of its repositories count."""

    root: Path
    repositories: tuple[Repository, ...]

    def configure(self, path: Path, server: str = "") -> Path:
        """Write an organisation's file that names the repositories on disk, or on a server, and return its path."""
        entries = [
            {
                "name": each.name,
                "url": f"{server or self.root}/{each.name}",
                "branches": list(each.branches),
                "deploys": list(each.deploys),
            }
            for each in self.repositories
        ]
        # YAML takes JSON as it is
        path.write_text(json.dumps({"organization": "benchmark", "repositories": entries}), encoding="utf-8")
        return path


def find(folder: Path) -> Corpus:
    """Return the active repositories that the folder's config.yaml names."""
    listed = organization.read(folder / "config.yaml").repositories
    return Corpus(folder.absolute(), tuple(each for each in listed if each.status == "active"))
