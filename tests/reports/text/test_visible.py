"""What cannot be seen is spelled out."""

import pytest

from reports.text.visible import name, prose, shorten, visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("alpine:3.15", "alpine:3.15", id="plain text stays"),
        pytest.param("Größe 大 é", "Größe 大 é", id="letters of other scripts stay"),
        pytest.param("a\u202eb", "a⟨U+202E⟩b", id="a bidirectional override shows"),
        pytest.param("a\u2066b\u2069", "a⟨U+2066⟩b⟨U+2069⟩", id="bidirectional isolates show"),
        pytest.param("a\u200bb\ufeff", "a⟨U+200B⟩b⟨U+FEFF⟩", id="zero-width characters show"),
        pytest.param("a\x00\x1b[31m\n", "a⟨U+0000⟩⟨U+001B⟩[31m⟨U+000A⟩", id="control characters show"),
        pytest.param("a\udc80", "a⟨U+DC80⟩", id="a byte that is no UTF-8 shows"),
        pytest.param("a\u3164b", "a⟨U+3164⟩b", id="a letter without ink shows"),
        pytest.param("a\U000e0041", "a⟨U+E0041⟩", id="a tag character shows"),
    ],
)
def test_visible(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_a_long_text_says_how_much_is_left_out() -> None:
    assert shorten("x" * 10_000, 3) == "xxx… (9,997 more characters)"


def test_a_name_stands_on_one_line() -> None:
    assert name("a\nb") == "a⟨U+000A⟩b"


def test_prose_keeps_its_lines_and_tabs() -> None:
    assert prose("a\n\tb\r") == "a\n\tb⟨U+000D⟩"
