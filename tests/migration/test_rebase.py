"""A component on another base is judged as the Dockerfile that a person would write for it."""

from dataclasses import replace

from audit.compliance import catalogue
from audit.migration import rebase
from audit.migration.rebase import NotRebased, Rebased
from audit.model.component import GoModule
from audit.model.finding import Result
from tests.cases import cases
from tests.judging import at, case, image, standing, verdicts

STATIC = "gcr.io/distroless/static-debian13:nonroot"
BUILD = "FROM golang:1.26 AS build\nWORKDIR /src\nCOPY . .\n"


def moved(text: str) -> dict[str, Result]:
    """Return what every rule says of a Dockerfile once it is moved."""
    row = standing(text)
    found = rebase.onto(row.component, image(STATIC), row.blockers)
    assert isinstance(found, Rebased)
    whole = replace(case(text), component=found.component)
    return {rule.code: rule.judge(whole).result for rule in catalogue.every()}


@cases(
    "before, after",
    {
        "only the base changes": (
            BUILD
            + 'RUN CGO_ENABLED=0 go build -o /m .\nFROM alpine:3.15\nCOPY --from=build /m /m\nENTRYPOINT ["/m"]\n',
            BUILD + f'RUN CGO_ENABLED=0 go build -o /m .\nFROM {STATIC}\nCOPY --from=build /m /m\nENTRYPOINT ["/m"]\n',
        ),
        "cgo, a package and the shell form go; the user stays": (
            BUILD + "RUN go build -o /m .\nFROM alpine:3.15\nRUN apk add curl\nCOPY --from=build /m /m\nUSER root\n"
            "CMD /m --port 80\n",
            BUILD + f"RUN CGO_ENABLED=0 go build -o /m .\nFROM {STATIC}\nCOPY --from=build /m /m\nUSER root\n"
            'ENTRYPOINT ["/m", "--port", "80"]\n',
        ),
        "a single stage gets one to ship from": (
            'FROM golang:1.26\nWORKDIR /src\nCOPY . .\nRUN go build -o /m .\nENTRYPOINT ["/m"]\n',
            f'{BUILD}RUN CGO_ENABLED=0 go build -o /m .\nFROM {STATIC}\nCOPY --from=build /m /m\nENTRYPOINT ["/m"]\n',
        ),
        "what a stage in between copies comes along": (
            BUILD + "RUN CGO_ENABLED=0 go build -o /m .\nFROM alpine:3.15 AS runtime\nCOPY --from=build /m /m\n"
            'RUN adduser -D app\nUSER app\nFROM runtime\nENTRYPOINT ["/m"]\n',
            BUILD + f"RUN CGO_ENABLED=0 go build -o /m .\nFROM alpine:3.15 AS runtime\nFROM {STATIC}\n"
            'COPY --from=build /m /m\nUSER app\nENTRYPOINT ["/m"]\n',
        ),
    },
)
def test_a_move_is_judged_as_what_a_person_writes(before: str, after: str) -> None:
    assert moved(before) == verdicts(after)


def test_what_is_taken_for_granted_is_said() -> None:
    text = BUILD + "RUN go build -o /m .\nFROM alpine:3.15\nRUN apk add curl\nCOPY --from=build /m /m\nCMD /m\n"
    row = standing(text)
    found = rebase.onto(row.component, image(STATIC), row.blockers)
    assert isinstance(found, Rebased)
    assert found.assumptions == (
        "the program is started in exec form",
        "the program works without cgo",
        "what RUN does in the final stage is done before it, or not needed",
        "go build runs with CGO_ENABLED=0",
    )


def test_where_more_than_lines_stands_in_the_way_it_is_left_alone() -> None:
    row = standing('FROM debian:12\nCOPY start.sh /\nCOPY m /m\nENTRYPOINT ["/start.sh"]\n')
    said = "more than lines of the Dockerfile stands in the way: entrypoint-script, runtime-not-distroless"
    assert rebase.onto(row.component, image(STATIC), row.blockers) == NotRebased(said)


def test_cgo_that_is_needed_leaves_it_alone_on_distroless_base_too() -> None:
    text = BUILD + 'RUN go build -o /m .\nFROM gcr.io/distroless/base-debian13\nCOPY --from=build /m /m\nCMD ["/m"]\n'
    row = standing(text)
    needing = replace(row.component, module=GoModule(cgo_need=at(7, "requires github.com/mattn/go-sqlite3", "go.mod")))
    assert row.blockers == ()
    assert rebase.onto(needing, image(STATIC), ()) == NotRebased("cgo is needed (requires github.com/mattn/go-sqlite3)")


def test_an_image_that_starts_nothing_is_left_alone() -> None:
    row = standing("FROM gcr.io/distroless/static-debian13\nCOPY m /m\n")
    assert rebase.onto(row.component, image(STATIC), row.blockers) == NotRebased("what the image starts is not known")
