"""The stages of a Dockerfile as the page draws them."""

from dataclasses import replace

from reports.page.details.stages import stages
from tests.judging import standing

TEXT = """FROM node:24 AS ui
RUN npm ci
FROM golang:1.26 AS build
COPY --from=ui /dist /ui
COPY --from=busybox:1.37 /bin/sh /bin/sh
FROM build AS test
RUN go test ./...
FROM alpine:3.22
COPY --from=build /m /m
COPY --from=build /n /n
COPY --from=ui /dist /ui
"""


def test_each_stage_says_its_base_its_part_and_what_leads_to_it() -> None:
    shown = stages(standing(TEXT))
    assert [[title, base, role, edges, outside] for title, base, _, role, edges, outside in shown] == [
        ["ui", "node:24", "used", [], ""],
        ["build", "golang:1.26", "used", [[0, "/dist"]], "/bin/sh from busybox:1.37"],
        ["test", "build", "unused", [[1, ""]], ""],
        ["stage 3", "alpine:3.22", "ships", [[0, "/dist"], [1, "/m, /n"]], ""],
    ]


def test_a_stage_leads_to_its_line() -> None:
    found = standing(TEXT)
    address = "https://example.test/o/n/blob/1/Dockerfile"
    shown = stages(replace(found, place=replace(found.place, url=address)))
    assert [each[2] for each in shown] == [f"{address}#L{line}" for line in (1, 3, 6, 8)]


def test_a_file_of_very_many_stages_is_not_drawn() -> None:
    assert stages(standing("FROM a\n" * 41)) == []
