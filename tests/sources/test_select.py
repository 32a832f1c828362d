"""Which repositories a run looks at."""

from dataclasses import replace

import pytest

from audit.model.repository import Remote, Repository
from audit.sources.enumeration import selection

WEB = Repository("acme/web", Remote("https://host.example/web"), (), "active", "", "", "")
API = replace(WEB, name="acme/api")
OLD = replace(WEB, name="other/web-old", status="inactive", reason="archived")


def chosen(*only: str, inactive: bool = False) -> list[str]:
    """Return the names of what is chosen."""
    return [each.name for each in selection.select((WEB, OLD, API), only, include_inactive=inactive)]


@pytest.mark.parametrize(
    ("globs", "names"),
    [
        pytest.param([], ["acme/api", "acme/web"], id="every active one without a glob"),
        pytest.param(["acme/web"], ["acme/web"], id="a full name"),
        pytest.param(["web"], ["acme/web"], id="a last part"),
        pytest.param(["web*"], ["acme/web"], id="a glob leaves inactive ones out"),
        pytest.param(["acme/*"], ["acme/api", "acme/web"], id="a glob over the owner"),
        pytest.param(["api", "web"], ["acme/api", "acme/web"], id="several globs"),
        pytest.param(["ACME/web"], [], id="other letters"),
        pytest.param(["acme"], [], id="an owner alone"),
    ],
)
def test_a_glob_meets_the_full_name_or_its_last_part(globs: list[str], names: list[str]) -> None:
    assert chosen(*globs) == names


def test_inactive_ones_are_chosen_on_request() -> None:
    assert chosen(inactive=True) == ["acme/api", "acme/web", "other/web-old"]
