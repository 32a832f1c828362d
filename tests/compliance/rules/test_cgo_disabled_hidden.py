"""KF301 where the go build stands in a Makefile or a script, or outside the Dockerfile."""

from audit.model.finding import Verdict
from tests.cases import cases
from tests.judging import at, compiled, in_short, judged, result

STEP = "Set CGO_ENABLED=0 for the go build, or show which package needs cgo."
OFF = "CGO_ENABLED=0 is in effect"
OUTSIDE = 'FROM scratch\nCOPY bin/m /m\nENTRYPOINT ["/m"]\n'
MODULE = {"go.mod": "module m\n"}


@cases(
    "makefile, command, verdict",
    {
        "in the recipe": ("build:\n\tCGO_ENABLED=0 go build -o /m .\n", "make build", "pass"),
        "exported by make": ("export CGO_ENABLED=0\nbuild:\n\tgo build -o /m .\n", "make", "pass"),
        "on make's command line": ("build:\n\tgo build -o /m .\n", "make CGO_ENABLED=0", "pass"),
        "nowhere": ("build:\n\tgo build -o /m .\n", "make", "fail"),
        "in a script": ("build:\n\tgo build -o /m .\n", "./build.sh", "pass"),
    },
)
def test_hidden_in_make_or_a_script(makefile: str, command: str, verdict: str) -> None:
    files = {"Makefile": makefile, "build.sh": "#!/bin/sh\nexport CGO_ENABLED=0\ngo build -o /m .\n"}
    assert result("KF301", compiled(f"RUN {command}"), files=files) == (verdict, 3)


def test_both_lines_are_evidence() -> None:
    files = {"Makefile": "all: build\n\nbuild:\n\tCGO_ENABLED=0 go build -o /m .\n"}
    assert (
        in_short("KF301", compiled("RUN cd . && make"), files=files)
        == f"pass: {OFF} | 3: RUN cd . && make | Makefile 4: CGO_ENABLED=0 go build -o /m ."
    )


@cases(
    "command, files, unread, why",
    {
        "no Makefile": ("make", MODULE, (), "make`: its Makefile is no file of the build context"),
        "an unread Makefile": ("make", MODULE, ("Makefile",), "make`: Makefile was not read"),
        "a target that is not there": (
            "make x",
            MODULE | {"Makefile": "y:\n\tgo build\n"},
            (),
            "make x`: Makefile has no target x",
        ),
        "bazel": ("bazel build //m", MODULE, (), "bazel build //m`"),
    },
)
def test_what_cannot_be_read_is_unknown(command: str, files: dict[str, str], unread: tuple[str, ...], why: str) -> None:
    found = judged("KF301", compiled(f"RUN {command}"), files=files, unread=unread)
    assert (found.result, found.message, found.line) == ("unknown", f"the build is hidden in `{why}", 3)


def test_a_hidden_build_of_another_language_is_none() -> None:
    text = 'FROM python AS build\nRUN make\nFROM python\nCOPY --from=build /m /m\nENTRYPOINT ["python", "/m"]\n'
    assert in_short("KF301", text) == "not-applicable: what ships is not built from Go"


@cases(
    "files, expected",
    {
        "the target that builds the image turns cgo off": (
            {"Makefile": "image:\n\tCGO_ENABLED=0 go build -o bin/m .\n\tdocker build .\n"},
            f"pass: {OFF} | 2: COPY bin/m /m | Makefile 2: CGO_ENABLED=0 go build -o bin/m .",
        ),
        "a prerequisite of it leaves cgo alone": (
            {"Makefile": "bin:\n\tgo build -o bin/m .\nimage: bin\n\tpodman build .\n"},
            (
                "fail: CGO_ENABLED is not set where the binary is built | 2: COPY bin/m /m | "
                f"Makefile 2: go build -o bin/m . | -> {STEP}"
            ),
        ),
    },
)
def test_a_binary_from_the_context(files: dict[str, str], expected: str) -> None:
    assert in_short("KF301", OUTSIDE, files=MODULE | files) == expected


def test_a_script_beside_the_dockerfile_builds_it() -> None:
    files = MODULE | {"build/run.sh": "go build -o bin/m .\ngcloud builds submit .\n"}
    assert result("KF301", OUTSIDE, files=files, path="build/Dockerfile") == ("fail", 2)


def test_a_target_that_builds_no_image_says_nothing() -> None:
    found = judged("KF301", "FROM scratch\nCOPY a b c d /\n", files=MODULE | {"Makefile": "bin:\n\tgo build -o a .\n"})
    assert found == Verdict(
        "unknown",
        "built outside: nothing that builds this image shows its go build",
        2,
        (at(2, "COPY a"), at(2, "COPY b"), at(2, "COPY c")),
    )
