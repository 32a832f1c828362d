"""`image-audit compare`: two reports, one verdict."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Command
from tests.vulnerabilities.written import flaw, trivy

HEAVY = ("pandas", "matplotlib", "git", "jinja2", "filelock", "numpy", "dockerfile_parse", "tree_sitter")
ONE, TWO = flaw("CVE-2026-0001"), flaw("CVE-2026-0002", "libssl", FixedVersion="1.1", Severity="LOW")
TEXT = """\
reduced: 2 vulnerabilities, then 1 (-1)
  old: ghcr.io/acme/web:1 by trivy 0.66.0, scanned 2026-11-20, 3 packages (two.json)
  new: ghcr.io/acme/web:1 by trivy 0.66.0, scanned 2026-11-20, 3 packages (one.json)
  note: the date of the scan stands for that of the database, which is not in OLD and NEW

severity  old  fixable  new  fixable  change
high        1        0    0        0      -1
low         1        1    1        1       0
total       2        1    1        1      -1
from the base image (as the reports tell): old: 2 of 2; new: 1 of 1

gone: 1 (base 1, own layers 0)
  openssl 1.0 (debian)
    CVE-2026-0001 high

new: 0

kept: 1 (base 1, own layers 0)
  libssl 1.0 (debian)
    CVE-2026-0002 low, fixed in 1.1
"""
MARKDOWN = """\
## Vulnerabilities reduced: 2 vulnerabilities, then 1 (-1)

- old: ghcr.io/acme/web:1 by trivy 0.66.0, scanned 2026-11-20, 3 packages (two.json)
- new: ghcr.io/acme/web:1 by trivy 0.66.0, scanned 2026-11-20, 3 packages (one.json)
- note: the date of the scan stands for that of the database, which is not in OLD and NEW
- from the base image (as the reports tell): old: 2 of 2; new: 1 of 1

| severity | old | fixable | new | fixable | change |
|---|---:|---:|---:|---:|---:|
| high | 1 | 0 | 0 | 0 | -1 |
| low | 1 | 1 | 1 | 1 | 0 |
| **total** | **2** | **1** | **1** | **1** | **-1** |

Distinct vulnerabilities: one flaw counts once, whatever its names and however many packages have it; \
its severity is the worst given. Fixable: every package that has it has a version without it.

<details><summary>gone: 1 (base 1, own layers 0)</summary>

| package | vulnerabilities |
|---|---|
| openssl 1.0 (debian) | CVE-2026-0001 high |

</details>

**new: 0**

<details><summary>kept: 1 (base 1, own layers 0)</summary>

| package | vulnerabilities |
|---|---|
| libssl 1.0 (debian) | CVE-2026-0002 low, fixed in 1.1 |

</details>
"""


@pytest.fixture(autouse=True)
def _reports(tmp_path: Path) -> None:
    """Lay reports where the command is started."""
    document = trivy(
        TWO, Metadata={"RepoTags": ["ghcr.io/acme/web:1"], "ImageConfig": trivy()["Metadata"]["ImageConfig"]}
    )
    written: dict[str, Any] = {
        "one.json": document,
        "two.json": {**document, "Results": trivy(ONE, TWO)["Results"]},
        "blind.json": {**document, "Results": None},
        "late.json": {**document, "CreatedAt": "2026-11-29T00:00:00Z"},
    }
    for name, content in written.items():
        (tmp_path / name).write_text(json.dumps(content))


def test_the_comparison_as_text(audit: Command) -> None:
    said = audit("compare", "two.json", "one.json")
    assert (said.code, "".join(f"{line.rstrip()}\n" for line in said.out.splitlines())) == (0, TEXT)


def test_the_comparison_as_markdown(audit: Command) -> None:
    said = audit("compare", "two.json", "one.json", "--format", "markdown")
    assert (said.code, said.out) == (0, MARKDOWN)


def test_the_comparison_as_json(audit: Command) -> None:
    said = audit("compare", "two.json", "one.json", "--format", "json")
    found = json.loads(said.out)
    assert (said.code, found["schema_version"], found["verdict"], found["reasons"]) == (0, 1, "reduced", [])
    assert (found["old"]["vulnerabilities"], found["new"]["vulnerabilities"]) == (2, 1)
    assert [each["vulnerabilities"][0]["name"] for each in found["gone"]["packages"]] == ["CVE-2026-0001"]


@pytest.mark.parametrize(
    ("old", "new", "gates", "code", "told"),
    [
        ("two.json", "one.json", ["increased", "equal"], 0, ""),
        ("one.json", "one.json", ["increased"], 0, ""),
        ("one.json", "one.json", ["equal"], 1, "image-audit: gate failed: the count of vulnerabilities is equal\n"),
        ("one.json", "two.json", [], 0, ""),
        ("one.json", "two.json", ["increased"], 1,
         "image-audit: gate failed: the count of vulnerabilities is increased\n"),
        ("two.json", "blind.json", [], 3, "image-audit: not comparable; the reasons are above\n"),
    ],
)  # fmt: skip
def test_the_gates(old: str, new: str, gates: list[str], code: int, told: str, audit: Command) -> None:
    said = audit("compare", old, new, *(word for each in gates for word in ("--fail-on", each)))
    assert (said.code, said.err) == (code, told)


def test_a_gate_of_run_s_is_not_meant(audit: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IMAGE_AUDIT_FAIL_ON", "P1")
    monkeypatch.setenv("IMAGE_AUDIT_COMPARE_FAIL_ON", "increased")
    assert audit("compare", "one.json", "two.json").code == 1


@pytest.mark.parametrize(("more", "code"), [((), 3), (("--max-database-gap", "9"), 0), (("--same-database",), 0)])
def test_a_larger_gap_is_allowed_by_option(more: tuple[str, ...], code: int, audit: Command) -> None:
    assert audit("compare", "two.json", "late.json", *more).code == code


def test_what_is_not_comparable_shows_the_reasons_and_no_changes(audit: Command) -> None:
    said = audit("compare", "two.json", "blind.json")
    assert said.out.splitlines()[:2] == [
        "not comparable: 2 vulnerabilities in OLD, 0 in NEW",
        (
            "  reason: NEW may be blind, not clean: it finds nothing and lists no packages; scan with "
            "`trivy image --list-all-pkgs`"
        ),
    ]
    assert [line for line in said.out.splitlines() if line.startswith(("gone", "new:", "kept"))] == []


@pytest.mark.parametrize(
    ("new", "told"),
    [
        ("none.json", "Error: Invalid value for 'NEW': Path 'none.json' does not exist."),
        ("broken.json", "image-audit: broken.json:2:1: not JSON: Expecting property name enclosed in double quotes"),
        (".", "image-audit: .: cannot be read: Is a directory; expected a scanner's report"),
    ],
)
def test_wrong_input_leaves_with_2(new: str, told: str, audit: Command) -> None:
    Path("broken.json").write_text("{\n")
    said = audit("compare", "one.json", new)
    assert (said.code, said.err.splitlines()[-1]) == (2, told)


def test_text_of_others_is_shown_and_does_nothing(audit: Command) -> None:
    document = json.loads(Path("one.json").read_text())
    row = document["Results"][0]["Vulnerabilities"][0]
    row.update(PkgName="[red]a|b<img src=x>@all#1 www.x http://x", FixedVersion="`1`")
    Path("evil.json").write_text(json.dumps(document))
    text = audit("compare", "one.json", "evil.json").out
    assert "  [red]a|b<img src=x>@all#1 www.x http://x 1.0 (debian)" in text.splitlines()
    lines = audit("compare", "one.json", "evil.json", "--format", "markdown").out.splitlines()
    assert (
        "| &#91;red&#93;a&#124;b&#60;img src=x&#62;&#64;all&#35;1 www&#46;x http&#58;//x 1.0 (debian) "
        "| CVE-2026-0002 low, fixed in &#96;1&#96; |"
    ) in lines


def test_a_long_list_is_cut_in_markdown_and_says_so(audit: Command) -> None:
    document = json.loads(Path("one.json").read_text())
    rows = [flaw(f"CVE-2026-{number}", f"p{number}") for number in range(10_000, 10_250)]
    rows += [flaw(f"CVE-2025-{number}", "linux") for number in range(10_000, 10_201)]
    Path("many.json").write_text(json.dumps({**document, "Results": trivy(*rows)["Results"]}))
    out = audit("compare", "one.json", "many.json", "--format", "markdown").out
    assert "| and 51 packages more | |" in out.splitlines()
    assert [line.endswith("CVE-2025-10199 high<br>and 1 more |") for line in out.splitlines() if "linux" in line] == [
        True
    ]


def test_nothing_heavy_is_imported() -> None:
    program = (
        "import sys\n"
        "from audit.cli import main\n"
        "try:\n"
        "    main(['compare', 'two.json', 'one.json'])\n"
        "except SystemExit as left:\n"
        "    print(left.code)\n"
        f"print(*sorted(set(sys.modules) & {set(HEAVY)!r}))\n"
    )
    root = Path(__file__).parents[3]
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(root)!r})\n{program}"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines()[-2:] == ["0", ""]
