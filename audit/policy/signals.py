"""What speaks for which kind of component: the weights of `config/signals.yaml`."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["controller", "web-app", "service", "workload", "tooling", "example", "vendored"]


@dataclass(frozen=True, slots=True)
class Signal:
    """Hold words any one of which speaks for a kind, with its weight."""

    kind: Kind
    weight: float
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Signals:
    """Hold the signals by what they are compared with."""

    repositories: tuple[Signal, ...]
    paths: tuple[Signal, ...]
    imports: tuple[Signal, ...]
    bases: tuple[Signal, ...]
    programs: tuple[Signal, ...]
    frontend: tuple[Signal, ...]
    silent: tuple[Signal, ...]
    otherwise: tuple[Signal, ...]
