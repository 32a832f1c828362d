"""The rows of a job's matrix, by GitHub's rules for `include` and `exclude`."""

import pytest

from audit.components.publishing.workflows.matrix import rows
from audit.policy.yaml import nodes

AXES = "os: [a, b]\ngo: [1, 2]\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a: 1\n", ["-"], id="no list is no axis: one job"),
        pytest.param(AXES, ["os=a go=1", "os=a go=2", "os=b go=1", "os=b go=2"], id="every combination"),
        pytest.param(AXES + "exclude:\n- {os: a, go: 2}\n", ["os=a go=1", "os=b go=1", "os=b go=2"], id="one excluded"),
        pytest.param(AXES + "exclude:\n- {os: a}\n", ["os=b go=1", "os=b go=2"], id="all rows with a value excluded"),
        pytest.param(AXES + "exclude:\n- {os: c}\n- {x: a}\n- d\n- {}\n",
                     ["os=a go=1", "os=a go=2", "os=b go=1", "os=b go=2"],
                     id="an entry that fits no row excludes none"),
        pytest.param("os: [a]\nexclude:\n- {os: a}\n", [], id="everything excluded runs nothing"),
        pytest.param("os: [a, b]\nexclude:\n- {os: a}\ninclude:\n- {os: a, x: 1}\n", ["os=b", "os=a x=1"],
                     id="an excluded row may be included again"),
        pytest.param("i:\n- {name: a, file: f}\n- {name: b, file: g}\nexclude:\n- i: {name: a}\n",
                     ["i.name=b i.file=g"],
                     id="a part of a mapping excludes"),
        pytest.param("os: [a, b]\ninclude:\n- {x: 1}\n", ["os=a x=1", "os=b x=1"], id="new names extend every row"),
        pytest.param("os: [a, b]\ninclude:\n- {os: a, x: 1}\n", ["os=a x=1", "os=b"], id="a fitting row is extended"),
        pytest.param("os: [a]\ninclude:\n- {x: 1}\n- {x: 2}\n", ["os=a x=2"], id="what was added may be overwritten"),
        pytest.param("os: [a]\ninclude:\n- {os: b}\n- {os: b, x: 1}\n", ["os=a", "os=b", "os=b x=1"],
                     id="a row that was added is not extended"),
        pytest.param("i: [{name: a}]\ninclude:\n- {i: {name: b}, x: 1}\n", ["i.name=a", "i.name=b x=1"],
                     id="a mapping of an axis is not overwritten"),
        pytest.param("include:\n- {os: a}\n- {os: b}\n", ["os=a", "os=b"], id="rows without axes"),
    ],
)  # fmt: skip
def test_rows(text: str, expected: list[str]) -> None:
    found = nodes.read(text)
    assert found is not None
    assert [" ".join(f"{name}={value}" for name, value in row.items()) or "-" for row in rows(found)] == expected
