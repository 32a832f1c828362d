"""KF403: Go on distroless stands on static where it can."""

import pytest

from audit.model.finding import Verdict
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


@pytest.mark.parametrize(
    ("family", "command", "verdict"),
    [
        pytest.param("static-debian13:nonroot", OFF, "pass", id="static without cgo"),
        pytest.param("static", ON, "pass", id="static whatever the build says"),
        pytest.param("static", "make", "pass", id="static with a hidden build"),
        pytest.param("base-debian13", OFF, "fail", id="base without cgo"),
        pytest.param("base-nossl", OFF, "fail", id="base without OpenSSL and cgo"),
        pytest.param("cc", OFF, "fail", id="cc without cgo"),
        pytest.param("base", ON, "partial", id="base with cgo and no need shown"),
        pytest.param("base", "make", "unknown", id="base with a hidden build"),
        pytest.param("base", "CGO_ENABLED=$X go build -o /m .", "unknown", id="base with cgo that nobody decides"),
    ],
)
def test_family(family: str, command: str, verdict: str) -> None:
    assert result("KF403", compiled(family, command)) == (verdict, 3)


def test_base_with_cgo_off_for_want_of_a_compiler() -> None:
    assert result("KF403", compiled("base", ON, "golang:1.26-alpine")) == ("fail", 3)


@pytest.mark.parametrize(
    ("files", "verdict"),
    [
        pytest.param(SQLITE, "not-applicable", id="a module that needs cgo"),
        pytest.param({"main.go": 'package main\n\nimport "C"\n'}, "not-applicable", id="an import of C"),
        pytest.param(
            {"go.mod": "module m\n\nrequire github.com/mattn/go-sqlite3 v1.14.24 // indirect\n"},
            "partial",
            id="an indirect requirement shows no need",
        ),
        pytest.param({"go.mod": "module m\n"}, "partial", id="a module that needs nothing"),
    ],
)
def test_need_for_cgo(files: dict[str, str], verdict: str) -> None:
    assert result("KF403", compiled("base", ON), files=files) == (verdict, 3)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('FROM gcr.io/distroless/base\nENTRYPOINT ["python"]\n', id="another language on distroless"),
        pytest.param("FROM golang AS b\nRUN go build -o /m .\nFROM scratch\nCOPY --from=b /m /m\n", id="Go on scratch"),
        pytest.param("FROM golang\nRUN go build -o /m .\n", id="Go on a full image"),
    ],
)
def test_other_components(text: str) -> None:
    assert in_short("KF403", text) == ("not-applicable: not Go on distroless",)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            compiled("static", OFF),
            Verdict("pass", "the final base is static", 3, (at(3, "FROM gcr.io/distroless/static"),)),
            id="pass",
        ),
        pytest.param(
            compiled("base", OFF),
            Verdict(
                "fail",
                "cgo is off, and the final base is base",
                3,
                (BASE, at(2, OFF)),
                "Ship on gcr.io/distroless/static-debian13:nonroot.",
            ),
            id="fail",
        ),
        pytest.param(
            compiled("base", ON),
            Verdict(
                "partial",
                "cgo is on, and nothing shows a need for it",
                3,
                (BASE, at(2, ON), at(1, "FROM golang:1.26")),
                "Set CGO_ENABLED=0 and ship on static, or show which package needs cgo.",
            ),
            id="partial",
        ),
        pytest.param(
            compiled("base", "make"),
            Verdict(
                "unknown",
                "whether cgo is needed is not known: "
                "the build is hidden in `make`: its Makefile is no file of the build context",
                3,
                (BASE, at(2, "make")),
            ),
            id="unknown",
        ),
    ],
)
def test_whole_verdicts(text: str, expected: Verdict) -> None:
    assert judged("KF403", text) == expected


def test_the_need_is_evidence() -> None:
    need = "require github.com/mattn/go-sqlite3 v1.14.24"
    assert judged("KF403", compiled("base", ON), files=SQLITE) == Verdict(
        "not-applicable", f"cgo is needed: {need}", 3, (BASE, at(3, need, "go.mod"))
    )
