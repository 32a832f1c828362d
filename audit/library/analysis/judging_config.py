"""Read the profile, weights and lifecycle facts that judged a recorded run: the shipped files, or others."""

from pathlib import Path

from audit.errors import UserError
from audit.model.scoreboard import Scoreboard
from audit.policy import consistency, shipped_files
from audit.policy.profile import Profile
from audit.policy.yaml import document
from audit.priorities.move_facts import RankingTables
from audit.scoreboard.rescore import JudgingConfig, rescore


def read(profile: str, judgement: str = "", lifecycle: str = "", priorities: str = "") -> JudgingConfig:
    """Return a profile of `config/profiles/` with numbers, facts and rule book of files, the shipped ones by default.

    Raises UserError for a profile that is not there, ConfigurationError for a fault in a file.
    """
    shipped = shipped_files.packaged()
    names = sorted(path.stem for path in (shipped / "profiles").glob("*.yaml"))
    if profile not in names:
        raise UserError(f"no profile {profile!r}; expected one of {', '.join(names)}")
    return JudgingConfig(
        document.read(shipped / "profiles" / f"{profile}.yaml", Profile),
        consistency.judgement(Path(judgement or shipped / "judgement.yaml")),
        RankingTables(
            consistency.priorities(Path(priorities or shipped / "priorities.yaml")),
            consistency.signals(shipped / "signals.yaml").needs,
        ),
        consistency.lifecycle(Path(lifecycle or shipped / "lifecycle.yaml")),
    )


def of(scoreboard: Scoreboard, judgement: str = "", lifecycle: str = "", priorities: str = "") -> JudgingConfig:
    """Return what a run was judged by; raise UserError where these files give other scores than it has on record."""
    found = read(scoreboard.run.profile, judgement, lifecycle, priorities)
    if rescore(scoreboard, found).total != scoreboard.total:
        raise UserError(
            f"the run of {scoreboard.run.date} was judged by other numbers than these files hold; "
            "expected its own: name them with judgement=PATH or priorities=PATH"
        )
    return found
