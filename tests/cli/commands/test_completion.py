"""What the shell completes."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import audit as package
from audit.cli.options import completers
from audit.compliance import catalogue
from tests.cli.conftest import Command

HERE = Path(package.__file__).parent.parent


def completed(audit: Command, monkeypatch: pytest.MonkeyPatch, words: str) -> list[str]:
    """Return what is offered for the last of the words, as bash asks for it."""
    monkeypatch.setenv("_IMAGE_AUDIT_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", words)
    monkeypatch.setenv("COMP_CWORD", str(len(words.split(" ")) - 1))
    said = audit()
    assert (said.code, said.err) == (0, "")
    return [line.partition(",")[2] for line in said.out.splitlines() if line]


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        pytest.param("image-audit ru", ["rules", "run"], id="commands"),
        pytest.param("image-audit rules KF40", ["KF401", "KF402", "KF403", "KF404"], id="rules by code"),
        pytest.param("image-audit rules kf30", ["KF301", "KF302", "KF303", "KF304"], id="in small letters"),
        pytest.param("image-audit rules dist", ["distroless-runtime"], id="rules by name"),
        pytest.param("image-audit run --profile ", ["current", "kubeflow-2020"], id="profiles of a run"),
        pytest.param("image-audit check --profile c", ["current"], id="profiles of a check"),
        pytest.param("image-audit run --config s", ["sample"], id="shipped organisations"),
        pytest.param("image-audit run --config ./s", ["./s"], id="a path is left to the shell"),
        pytest.param("image-audit run --config sample --only sample/d", ["sample/dashboard", "sample/distribution"],
                     id="repositories of the organisation"),
        pytest.param("image-audit run --config sample --only dash", ["dashboard"], id="without their owner"),
        pytest.param("image-audit run --only kat", ["katib"], id="repositories of the default organisation"),
        pytest.param("image-audit run --config none.yaml --only a", [], id="a file that is not there"),
        pytest.param("image-audit run --fail-on P", ["P1", "P2", "P3", "P4"], id="choices"),
        pytest.param("image-audit completion ", ["bash", "zsh", "fish"], id="shells"),
    ],
)  # fmt: skip
def test_words_are_completed(words: str, offered: list[str], audit: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    assert completed(audit, monkeypatch, words) == offered


def test_nothing_is_asked_of_the_network_for_a_completion(
    audit: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    Path("acme.yaml").write_text(
        "organization: acme\nenumerate: {api: 'http://127.0.0.1:9'}\nrepositories:\n  - name: acme/web\n"
    )
    assert completed(audit, monkeypatch, "image-audit run --config acme.yaml --only w") == ["web"]


def test_rules_come_with_their_titles_where_a_shell_shows_them() -> None:
    (rule,) = [each for each in catalogue.every() if each.code == "KF401"]
    (item,) = completers.rules(None, None, "KF401")  # type: ignore[arg-type]  # neither is looked at
    assert (item.value, item.help) == ("KF401", rule.title)


def test_bash_completes_with_the_script_that_is_printed(audit: Command, tmp_path: Path) -> None:
    script = audit("completion", "bash").out
    program = tmp_path / "bin" / "image-audit"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m audit "$@"\n')
    program.chmod(0o755)
    asked = (
        "COMP_WORDS=(image-audit rules distroless-); COMP_CWORD=2\n"
        '_image_audit_completion image-audit distroless- rules\nprintf "%s\\n" "${COMPREPLY[@]}"\n'
    )
    variables = {"PATH": f"{program.parent}:{os.environ['PATH']}", "PYTHONPATH": str(HERE)}
    said = subprocess.run(["bash", "-c", script + asked], env=variables, capture_output=True, text=True, check=False)
    assert (said.returncode, said.stdout) == (0, "distroless-runtime\n")


@pytest.mark.parametrize(
    ("shell", "begins"), [("zsh", "#compdef image-audit"), ("fish", "function _image_audit_completion;")]
)
def test_other_shells_get_their_own_script(shell: str, begins: str, audit: Command) -> None:
    said = audit("completion", shell)
    assert (said.code, said.out.splitlines()[0]) == (0, begins)


def test_a_shell_that_is_not_known_leaves_with_2(audit: Command) -> None:
    assert audit("completion", "csh").code == 2
