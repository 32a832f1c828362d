"""Which runs go: pure arithmetic on dates."""

from datetime import date, timedelta

from audit.history.storage.retention import expired
from audit.model.history.past_run import RunLine
from audit.model.scoreboard import Run
from audit.model.summary import Outcomes, Summary
from audit.policy import history
from audit.policy.history import Thinning

POLICY = Thinning(every_run_days=60, weekly_days=365)


def line(number: int, day: str, profile: str = "kubeflow-2020", only: tuple[str, ...] = ()) -> RunLine:
    """Return a run of a day."""
    run = Run("acme", day, "0", "0", profile, "", only=only)
    return RunLine(
        number, str(number), run, Summary("acme", 0, 0, None, "", 0, ()), Outcomes(0, 0, 0, 0, 0), backfilled=False
    )


def nights(first: str, count: int) -> list[RunLine]:
    """Return a run of each of so many days."""
    begin = date.fromisoformat(first)
    return [line(number, (begin + timedelta(days=number)).isoformat()) for number in range(count)]


def test_every_night_of_sixty_days_stays_then_a_week_then_a_month() -> None:
    runs = nights("2024-01-01", 731)  # up to the last day of 2025
    gone = set(expired(runs, POLICY))
    staying = [each.run.date for each in runs if each.number not in gone]
    assert staying[-60:] == [each.run.date for each in runs[-60:]]
    # 365 days back from 2025-12-31 is 2024-12-31: the months before that keep their last day
    assert staying[:12] == [
        "2024-01-31", "2024-02-29", "2024-03-31", "2024-04-30", "2024-05-31", "2024-06-30", "2024-07-31", "2024-08-31",
        "2024-09-30", "2024-10-31", "2024-11-30", "2024-12-31",
    ]  # fmt: skip
    weeks = staying[12:-60]
    assert weeks[:2] == ["2025-01-05", "2025-01-12"]  # Sundays
    assert weeks[-2:] == ["2025-10-26", "2025-11-01"]  # the week of the 60th night is cut by it
    assert len(weeks) == 44


def test_two_runs_of_one_night_both_stay_while_they_are_new() -> None:
    assert expired([line(1, "2026-11-22"), line(2, "2026-11-22")], POLICY) == ()


def test_of_an_old_month_the_run_that_was_recorded_last_stays() -> None:
    runs = [line(1, "2020-03-31"), line(2, "2020-03-31"), line(3, "2020-03-01"), line(4, "2026-11-22")]
    assert expired(runs, POLICY) == (1, 3)


def test_another_profile_and_another_choice_of_repositories_are_other_series() -> None:
    runs = [line(1, "2020-03-01"), line(2, "2020-03-02", "current"), line(3, "2020-03-03", only=("acme/web",))]
    assert expired([*runs, line(4, "2020-03-04")], POLICY) == ()
    assert expired([*runs, line(4, "2026-11-22")], POLICY) == ()


def test_the_shipped_policy_is_the_documented_one() -> None:
    assert history.shipped() == POLICY
