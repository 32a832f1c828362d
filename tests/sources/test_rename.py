"""Files that were moved."""

import pytest

from audit.sources.rename import followed

ONE = b"FROM a\nRUN b\nRUN c\nCMD d\n"
LIKE = b"FROM a\nRUN b\nRUN c\nCMD e\n"
OTHER = b"FROM x\nUSER y\n"


@pytest.mark.parametrize(
    ("gone", "new", "found"),
    [
        pytest.param({"a": ONE}, {"b": ONE}, {"b": "a"}, id="the same content under another path"),
        pytest.param({"a": ONE}, {"b": LIKE}, {"b": "a"}, id="content that is alike"),
        pytest.param({"a": ONE}, {"b": OTHER}, {}, id="content that is not"),
        pytest.param({"a": LIKE, "c": ONE}, {"b": ONE}, {"b": "c"}, id="the likest is taken"),
        pytest.param({"a": ONE}, {"b": LIKE, "c": ONE}, {"c": "a"}, id="each path is taken once"),
        pytest.param({"a": ONE, "c": ONE}, {"b": ONE}, {"b": "a"}, id="of two alike the first by name"),
        pytest.param({}, {"b": ONE}, {}, id="nothing is gone"),
    ],
)
def test_followed(gone: dict[str, bytes], new: dict[str, bytes], found: dict[str, str]) -> None:
    assert followed(gone, new) == found
