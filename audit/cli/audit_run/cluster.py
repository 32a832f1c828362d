"""Open the executor that surveys repositories: threads of this process, or a Dask cluster (door to distributed)."""

import importlib
from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING

from audit.errors import UserError

if TYPE_CHECKING:
    from distributed import Client

_TIMEOUT = "10s"  # for the scheduler's answer


@contextmanager
def executor(scheduler: str, jobs: int) -> Iterator[Executor]:
    """Open an executor of `jobs` threads, or that of the cluster at an address; raise UserError when none is there."""
    if not scheduler:
        with ThreadPoolExecutor(jobs, thread_name_prefix="repository") as threads:
            yield threads
        return
    client = _connected(scheduler)
    with client:
        # facts are no pure function of a repository's description: a branch points to another commit later
        remote: Executor = client.get_executor(pure=False)  # type: ignore[no-untyped-call]
        yield remote


def _connected(scheduler: str) -> "Client":
    try:
        distributed = importlib.import_module("distributed")
    except ImportError as error:
        needed = "--scheduler needs the extra `distributed` of kubeflow-image-audit; it is not installed"
        raise UserError(needed) from error
    try:
        client: Client = distributed.Client(scheduler, timeout=_TIMEOUT, set_as_default=False)
    except (OSError, ValueError, TypeError) as error:
        expected = "expected one such as tcp://host:8786"
        raise UserError(f"--scheduler: no Dask scheduler answers at {scheduler!r}; {expected}") from error
    return client
