"""KF403: Go on distroless stands on static where it can."""

from audit.model.finding import Verdict
from tests.cases import cases
from tests.judging import at, in_short, judged, result

OFF = "CGO_ENABLED=0 go build -o /m ."
ON = "go build -o /m ."
BASE = at(3, "FROM gcr.io/distroless/base")
SQLITE = {"go.mod": "module m\n\nrequire github.com/mattn/go-sqlite3 v1.14.24\n"}


def compiled(family: str, command: str, image: str = "golang:1.26") -> str:
    return (
        f"FROM {image} AS build\nRUN {command}\nFROM gcr.io/distroless/{family}\nCOPY --from=build /m /m\n"
        'ENTRYPOINT ["/m"]\n'
    )


@cases(
    "family, command, verdict",
    {
        "static without cgo": ("static-debian13:nonroot", OFF, "pass"),
        "static whatever the build says": ("static", ON, "pass"),
        "static with a hidden build": ("static", "make", "pass"),
        "base without cgo": ("base-debian13", OFF, "fail"),
        "base without OpenSSL and cgo": ("base-nossl", OFF, "fail"),
        "cc without cgo": ("cc", OFF, "fail"),
        "base with cgo and no need shown": ("base", ON, "partial"),
        "base with a hidden build": ("base", "make", "unknown"),
        "base with cgo that nobody decides": ("base", "CGO_ENABLED=$X go build -o /m .", "unknown"),
    },
)
def test_family(family: str, command: str, verdict: str) -> None:
    assert result("KF403", compiled(family, command)) == (verdict, 3)


def test_base_with_cgo_off_for_want_of_a_compiler() -> None:
    assert result("KF403", compiled("base", ON, "golang:1.26-alpine")) == ("fail", 3)


@cases(
    "files, verdict",
    {
        "a module that needs cgo": (SQLITE, "not-applicable"),
        "an import of C": ({"main.go": 'package main\n\nimport "C"\n'}, "not-applicable"),
        "an indirect requirement shows no need": (
            {"go.mod": "module m\n\nrequire github.com/mattn/go-sqlite3 v1.14.24 // indirect\n"},
            "partial",
        ),
        "a module that needs nothing": ({"go.mod": "module m\n"}, "partial"),
    },
)
def test_need_for_cgo(files: dict[str, str], verdict: str) -> None:
    assert result("KF403", compiled("base", ON), files=files) == (verdict, 3)


@cases(
    "text",
    {
        "another language on distroless": 'FROM gcr.io/distroless/base\nENTRYPOINT ["python"]\n',
        "Go on scratch": "FROM golang AS b\nRUN go build -o /m .\nFROM scratch\nCOPY --from=b /m /m\n",
        "Go on a full image": "FROM golang\nRUN go build -o /m .\n",
    },
)
def test_other_components(text: str) -> None:
    assert in_short("KF403", text) == "not-applicable: not Go on distroless"


@cases(
    "text, expected",
    {
        "pass": (
            compiled("static", OFF),
            Verdict("pass", "the final base is static", 3, (at(3, "FROM gcr.io/distroless/static"),)),
        ),
        "fail": (
            compiled("base", OFF),
            Verdict(
                "fail",
                "cgo is off, and the final base is base",
                3,
                (BASE, at(2, OFF)),
                "Ship on gcr.io/distroless/static-debian13:nonroot.",
            ),
        ),
        "partial": (
            compiled("base", ON),
            Verdict(
                "partial",
                "cgo is on, and nothing shows a need for it",
                3,
                (BASE, at(2, ON), at(1, "FROM golang:1.26")),
                "Set CGO_ENABLED=0 and ship on static, or show which package needs cgo.",
            ),
        ),
        "unknown": (
            compiled("base", "make"),
            Verdict(
                "unknown",
                "whether cgo is needed is not known: "
                "the build is hidden in `make`: its Makefile is no file of the build context",
                3,
                (BASE, at(2, "make")),
            ),
        ),
    },
)
def test_whole_verdicts(text: str, expected: Verdict) -> None:
    assert judged("KF403", text) == expected


def test_the_need_is_evidence() -> None:
    need = "require github.com/mattn/go-sqlite3 v1.14.24"
    assert judged("KF403", compiled("base", ON), files=SQLITE) == Verdict(
        "not-applicable", f"cgo is needed: {need}", 3, (BASE, at(3, need, "go.mod"))
    )
