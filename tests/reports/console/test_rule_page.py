"""A page of the manual."""

from reports.console.rule_page import Section, page


def lines(width: int, *sections: Section) -> list[str]:
    """Return the page as plain text."""
    return [each.plain for each in page("KF000 none: Do nothing", sections, width)]


def test_prose_is_folded_and_paragraphs_stay_apart() -> None:
    assert lines(24, Section("Why", "Less is less to attack.\n\nMore is more.")) == [
        "KF000 none: Do nothing", "", "WHY", "    Less is less to", "    attack.", "", "    More is more.",
    ]  # fmt: skip


def test_code_is_not_folded() -> None:
    code = 'RUN CGO_ENABLED=0 go build\n\nENTRYPOINT ["/manager"]\n'
    assert lines(12, Section("Good", code, verbatim=True))[2:] == [
        "GOOD", "    RUN CGO_ENABLED=0 go build", "", '    ENTRYPOINT ["/manager"]',
    ]  # fmt: skip


def test_a_name_longer_than_the_line_stays_in_one_piece() -> None:
    assert lines(20, Section("Mend", "Ship on gcr.io/distroless/static-debian13:nonroot."))[3:] == [
        "    Ship on", "    gcr.io/distroless/static-debian13:nonroot.",
    ]  # fmt: skip


def test_a_section_without_text_is_left_out() -> None:
    assert lines(40, Section("Limits", " ")) == ["KF000 none: Do nothing"]
