"""cgo and started programs of a Go program, from the sources that are compiled into it."""

import pytest

from audit.components.go_program import go_closure, go_constraints, go_source
from audit.components.go_program.go_source import Import
from tests.cases import cases
from tests.components.looking import component, missing

FILE = """\
FROM golang AS b
COPY . .
RUN go build -o /m ./cmd
FROM alpine
COPY --from=b /m /m
ENTRYPOINT ["/m"]
"""
MAIN = {"go.mod": "module x.org/m\n\nreplace y.org/n => ./n\n", "cmd/main.go": 'package main\nimport "x.org/m/a"\n'}
SQLITE = "github.com/mattn/go-sqlite3"


def go(path: str, *lines: str) -> dict[str, str]:
    return {path: "\n".join(["package p", *lines, ""])}


def cgo(sources: dict[str, str]) -> tuple[str, list[str]]:
    need = component(FILE, {**MAIN, **sources}).needs.cgo
    return need.value, [f"{item.path}:{item.line} {item.text}" for item in need.evidence]


@cases(
    "sources, value, lines",
    {
        "nothing imports C": (go("a/a.go", 'import "fmt"'), "none", []),
        "a package imports C": (go("a/a.go", 'import "C"'), "needed", ['a/a.go:2 import "C"']),
        "a C comment is no import": (go("a/a.go", '/*\nimport "C"\n*/', '// import "C"'), "none", []),
        "in a package that nothing imports": (go("b/b.go", 'import "C"') | go("a/a.go"), "none", []),
        "through another package": (
            go("a/a.go", 'import b "x.org/m/b"') | go("b/b.go", 'import "C"'), "needed", ['b/b.go:2 import "C"']),
        "through a replaced module": (
            go("a/a.go", 'import "y.org/n/b"') | go("n/b/b.go", 'import "C"'), "needed", ['n/b/b.go:2 import "C"']),
        "in a test": (go("a/a.go") | go("a/a_test.go", 'import "C"'), "none", []),
        "for another system": (go("a/a.go") | go("a/a_windows.go", 'import "C"'), "none", []),
        "for another system, by a constraint": (
            go("a/a.go") | {"a/b.go": '//go:build !linux\n\npackage p\nimport "C"\n'}, "none", []),
        "a file beside it takes over": (
            go("a/a.go", 'import "C"') | {"a/b.go": "//go:build !cgo\n\npackage p\n"}, "stub",
            ['a/a.go:2 import "C"', "a/b.go:1 !cgo"]),
        "a module without a stub": (
            go("a/a.go", 'import "github.com/NVIDIA/go-nvml/pkg/nvml"'), "needed",
            ["a/a.go:2 imports github.com/NVIDIA/go-nvml/pkg/nvml"]),
        "a module that does not work without": (
            go("a/a.go", f'import _ "{SQLITE}"'), "needed", [f"a/a.go:2 imports {SQLITE}"]),
        "a symbol that only cgo has": (
            go("a/db.go", f'import sqlite3 "{SQLITE}"', "var _ sqlite3.Error"), "needed",
            ["a/db.go:3 sqlite3.Error", f"a/db.go:2 imports {SQLITE}"]),
        "such a symbol in a test double, which is compiled too": (
            go("a/db_fake.go", f'import "{SQLITE}"', "var _ sqlite3.Error"), "needed",
            ["a/db_fake.go:3 sqlite3.Error", f"a/db_fake.go:2 imports {SQLITE}"]),
        "only a test double uses it": (
            go("a/db_fake.go", 'import "gorm.io/driver/sqlite"', "var _ = sqlite.Open"), "stub",
            ["a/db_fake.go:2 imports gorm.io/driver/sqlite"]),
        "only a test double imports the package that uses it": (
            go("a/db_fake.go", 'import "x.org/m/b"') | go("b/b.go", f'import _ "{SQLITE}"'), "stub",
            [f"b/b.go:2 imports {SQLITE}"]),
        "a package that is imported by both": (
            go("a/db_fake.go", 'import "x.org/m/b"') | go("a/a.go", 'import "x.org/m/b"')
            | go("b/b.go", f'import _ "{SQLITE}"'), "needed", [f"b/b.go:2 imports {SQLITE}"]),
        "a module with a replacement in Go": (
            go("a/a.go", 'import "github.com/ethereum/go-ethereum/crypto/secp256k1"'), "none", []),
    },
)  # fmt: skip
def test_cgo(sources: dict[str, str], value: str, lines: list[str]) -> None:
    assert cgo(sources) == (value, lines)


def test_a_c_compiler_in_the_builder_is_no_need() -> None:
    text = FILE.replace("golang AS b\n", "golang:alpine AS b\nRUN apk add gcc musl-dev\n")
    assert component(text, {**MAIN, **go("a/a.go")}).needs.cgo.value == "none"


def test_sources_that_were_not_read_leave_it_unknown() -> None:
    found = component(FILE, MAIN, "a/a.go", "a/b.go").needs
    assert (found.cgo.value, found.cgo.why) == ("unknown", "2 of 3 files of the program were not read")
    assert missing(FILE, MAIN, "a/a.go", "a/a_test.go", "a/x.pb.go") == {"a/a.go"}


def test_a_need_that_was_read_is_one_whatever_was_not() -> None:
    assert component(FILE, {**MAIN, **go("a/a.go", 'import "C"')}, "a/b.go").needs.cgo.value == "needed"


def test_a_large_program_is_not_read_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(go_closure, "MAXIMUM_FILES", 5)
    names = [f"a/f{number}.go" for number in range(10)]
    assert len(missing(FILE, MAIN, *names)) == 4
    assert component(FILE, MAIN, *names).needs.closure.unread == "the program is made of more than 5 files"


@cases(
    "lines, tools",
    {
        "a literal": (('import "os/exec"', 'var _ = exec.Command("/usr/bin/git", "x")'), ["git :3"]),
        "with a context": (('import "os/exec"', 'var _ = exec.CommandContext(f(a, b), "git")'), ["git :3"]),
        "looked up": (('import "os/exec"', 'var _, _ = exec.LookPath("kubectl")'), ["kubectl :3"]),
        "under another name": (('import x "os/exec"', 'var _ = x.Command("git")'), ["git :3"]),
        "a constant": (('import "os/exec"', 'const tool = "git"', "var _ = exec.Command(tool)"), ["git :4"]),
        "a joined path": (
            ('import "os/exec"', 'c := filepath.Join(h, "bin", "spark-submit")', "var _ = exec.Command(c)"),
            ["spark-submit :4"]),
        "undecided": (('import "os/exec"', "var _ = exec.Command(args[0])"), ["? :3"]),
        "in a comment": (('import "os/exec"', '// exec.Command("git")'), []),
        "of something else": (("var _ = exec.Command('git')",), []),
        "twice": (('import "os/exec"', 'f(exec.Command("git"))', 'f(exec.Command("git"))'), ["git :3"]),
        "a package that calls out": (
            ('import "github.com/shirou/gopsutil/v3/process"', "p.Children()"), ["pgrep github.com/shirou/gopsutil:3"]),
        "that package without the call": (('import "github.com/shirou/gopsutil/v3/process"', "p.Name()"), []),
    },
)  # fmt: skip
def test_started_programs(lines: tuple[str, ...], tools: list[str]) -> None:
    found = component(FILE, {**MAIN, **go("a/a.go", *lines)}).needs.tools
    assert [f"{tool.name} {tool.module}:{tool.evidence.line}" for tool in found] == tools


def test_programs_that_only_test_doubles_start_are_left_out() -> None:
    sources = go("a/fake.go", 'import "os/exec"', 'var _ = exec.Command("git")')
    assert component(FILE, {**MAIN, **sources}).needs.tools == ()


@cases(
    "expression, expected",
    {
        "linux": ("linux", True), "another system": ("windows", False), "not it": ("!windows", True),
        "both": ("linux && !cgo", False), "either": ("windows || linux", True),
        "brackets": ("!(linux || darwin)", False),
        "a release": ("go1.21", True), "a tag that is given": ("netgo", True), "one that is not": ("e2e", False),
        "unreadable": ("((", False), "twice not": ("!!linux", True), "unix": ("unix && amd64", True),
        "ignore": ("ignore", False),
    },
)  # fmt: skip
def test_constraint(expression: str, expected: object) -> None:
    assert go_constraints.holds(expression, {"netgo"}) is expected


@cases(
    "path, expected",
    {
        "plain": ("a/x.go", True), "a test": ("x_test.go", False), "linux": ("x_linux.go", True),
        "both": ("x_linux_amd64.go", True), "another processor": ("x_arm64.go", False),
        "another system": ("x_darwin.go", False), "a word": ("linux.go", True), "a whole name": ("windows.go", True),
        "a test for linux": ("x_linux_test.go", False),
    },
)  # fmt: skip
def test_file_name(path: str, expected: object) -> None:
    assert go_constraints.is_for_linux(path) is expected


def test_head_of_a_source() -> None:
    block = 'import (\n\t"a/b"\n\tc "d/go-e.v2" // why\n\t_ "f"\n)\n'
    text = f'// +build linux,!cgo darwin\n\npackage p\n\n{block}var s = `\nimport "no"\n`\n'
    assert go_source.read(text) == go_source.GoFile(
        "((linux && !cgo) || (darwin))", (Import("a/b", "b", 6), Import("d/go-e.v2", "c", 7), Import("f", "_", 8))
    )
    assert [item.name for item in go_source.read('package p\nimport (\n"x/go-e.v2"\n"y/z/v3"\n)\n').imports] == [
        "e",
        "z",
    ]
