"""`run --scheduler`: the same work on a Dask cluster of two real worker processes."""

import os
import signal
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from distributed import LocalCluster

from audit import pipeline
from audit.cli.audit_run import cluster
from audit.errors import UserError
from audit.model.repository import Repository
from audit.policy import shipped_files
from audit.policy.policy import load
from audit.sources.cache.facts_cache import FactsCache
from audit.sources.repository.location import Limits
from audit.survey import Survey, SurveyContext
from tests.cli.conftest import Command

SAMPLE = str(shipped_files.packaged() / "sample.yaml")
ALWAYS = ("run", "--config", SAMPLE, "--date", "2026-11-23", "--quiet", "--no-cache")


@pytest.fixture(scope="module")
def workers() -> Iterator[LocalCluster]:
    """Start a scheduler on loopback and two worker processes."""
    given = {"n_workers": 2, "threads_per_worker": 1, "processes": True, "dashboard_address": None}
    with LocalCluster(host="127.0.0.1", **given) as started:  # type: ignore[no-untyped-call]
        yield started


def files(folder: str) -> dict[str, bytes]:
    """Return the files of a folder of reports by name."""
    root = Path(folder)
    return {each.relative_to(root).as_posix(): each.read_bytes() for each in root.rglob("*") if each.is_file()}


def test_a_cluster_writes_the_same_bytes(audit: Command, workers: LocalCluster) -> None:
    assert audit(*ALWAYS, "--output", "here").code == 0
    assert audit(*ALWAYS, "--output", "there", "--scheduler", workers.scheduler_address).code == 0
    assert files("there") == files("here")


def test_a_worker_that_is_killed_in_the_middle_loses_nothing(tmp_path: Path, workers: LocalCluster) -> None:
    policy = load(shipped_files.packaged() / "sample.yaml")
    repositories = policy.organization.repositories
    means = SurveyContext(policy.signals, Limits(tmp_path / "cache", 60), FactsCache(tmp_path / "facts", "1", 0))
    victims = [workers.workers[0].pid]

    def progress(repository: Repository, survey: Survey) -> None:
        while victims:
            os.kill(victims.pop(), signal.SIGKILL)

    with cluster.executor(workers.scheduler_address, 1) as executor:
        found = pipeline.gather(repositories, means, executor, progress)
    with cluster.executor("", 2) as threads:
        alone = pipeline.gather(repositories, means, threads, lambda _, __: None)
    assert (victims, found) == ([], alone)


def test_nobody_at_the_address_is_an_error_that_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "_TIMEOUT", "1s")
    with socket.socket() as reserved:
        reserved.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{reserved.getsockname()[1]}"
        with pytest.raises(UserError) as caught, cluster.executor(address, 1):
            pass
    assert str(caught.value) == (
        f"--scheduler: no Dask scheduler answers at {address!r}; expected one such as tcp://host:8786"
    )


def test_without_the_extra_the_error_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UserError) as caught, cluster.executor("tcp://127.0.0.1:1", 1):
        pass
    assert str(caught.value) == "--scheduler needs the extra `distributed` of kubeflow-image-audit; it is not installed"
