"""Programs that Python, Node and shell programs start."""

import pytest

from audit.components.runtime_needs import script_closure
from tests.cases import cases
from tests.components.looking import component, missing

PYTHON = "FROM python\nWORKDIR /app\nCOPY src .\nENTRYPOINT %s\n"
NODE = "FROM node\nWORKDIR /app\nCOPY . .\nCMD %s\n"


def tools(text: str, files: dict[str, str]) -> list[str]:
    found = component(text, files).needs.tools
    return [f"{tool.name} {tool.evidence.path}:{tool.evidence.line}" for tool in found]


@cases(
    "lines, expected",
    {
        "a list": ('subprocess.run(["/usr/bin/git", "x"])', ["git src/m.py:1"]),
        "a text": ("subprocess.check_output('git x')", ["git src/m.py:1"]),
        "through a shell": ('subprocess.run("git x", shell=True)', ["git src/m.py:1", "sh src/m.py:1"]),
        "os.system": ("os.system('kubectl get')", ["kubectl src/m.py:1", "sh src/m.py:1"]),
        "a name that was imported": ("from subprocess import run, PIPE\nrun(['git'])", ["git src/m.py:2"]),
        "on the next line": ("subprocess.Popen(\n    ['git'])", ["git src/m.py:1"]),
        "undecided": ("subprocess.run(command)", ["? src/m.py:1"]),
        "Python itself": ("subprocess.run([sys.executable, 'x'])", []),
        "a function of that name": ("def run(x): pass", []),
        "in a comment": ("# subprocess.run(['git'])", []),
        "looked up": ("shutil.which('git')", ["git src/m.py:1"]),
        "a module that calls out": ("from git import Repo", ["git src/m.py:1"]),
        "a module of another name": ("import gitlab", []),
    },
)
def test_python(lines: str, expected: list[str]) -> None:
    assert tools(PYTHON % '["python", "m.py"]', {"src/m.py": lines}) == expected


@cases(
    "words, files",
    {
        "a module": ('["python3", "-m", "p.q"]', {"src/p/q.py": ""}),
        "a package": ('["python3", "-m", "p"]', {"src/p/__main__.py": ""}),
        "an application of a server": ('["gunicorn", "-b", ":80", "p.q:app"]', {"src/p/q.py": ""}),
        "in shell form": ("python -u m.py --x", {"src/m.py": ""}),
        "a script without an end": ('["/app/run"]', {"src/run": "#!/usr/bin/env python3\n"}),
    },
)
def test_the_first_file_of_a_python_program(words: str, files: dict[str, str]) -> None:
    text = {path: f"{content}import subprocess\nsubprocess.run(['git'])\n" for path, content in files.items()}
    assert [line.split()[0] for line in tools(PYTHON % words, text)] == ["git"]


@cases(
    "line, path",
    {
        "beside it": ("import a", "src/a.py"),
        "several": ("import os, a", "src/a.py"),
        "from a package": ("from p import a", "src/p/a.py"),
        "from a module": ("from p.a import (\n    x,\n)", "src/p/a.py"),
        "a package": ("import p", "src/p/__init__.py"),
        "from the root": ("from src.p import a as b", "src/p/a.py"),
        "relative": ("from . import a", "src/a.py"),
        "relative, a module": ("from .a import x", "src/a.py"),
    },
)
def test_imports_of_python(line: str, path: str) -> None:
    text = PYTHON % '["python", "m.py"]'
    assert tools(text, {"src/m.py": line, path: "os.popen('git')"})[0] == f"git {path}:1"
    assert path in missing(text, {"src/m.py": line}, path)


def test_test_doubles_are_not_followed_and_a_large_program_is_not_read_to_its_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = PYTHON % '["python", "m.py"]'
    assert tools(text, {"src/m.py": "import a_fake", "src/a_fake.py": "os.popen('git')"}) == []
    monkeypatch.setattr(script_closure, "MAXIMUM_FILES", 2)
    found = component(text, {"src/m.py": "import a, b, c"}, "src/a.py", "src/b.py", "src/c.py").needs.closure
    assert found.unread == "more than 2 modules"


@cases(
    "command, files",
    {
        "a script": ('["node", "server.js"]', {"server.js": ""}),
        "compiled from a source": ('["node", "dist/server.js"]', {"app/server.ts": ""}),
        "npm start": ('["npm", "start"]', {"app/s.ts": "", "package.json": '{"scripts": {"start": "node out/s.js"}}'}),
        "a script that calls a script": (
            '["npm", "run", "x"]',
            {"s.js": "", "package.json": '{"scripts": {"x": "npm run y", "y": "node s.js"}}'},
        ),
        "an import": ('["node", "a.js"]', {"a.js": "import {b} from './b'", "b.ts": ""}),
        "an import of what is compiled": ('["node", "a.js"]', {"a.js": "const b = require('./b.js')", "b.ts": ""}),
    },
)
def test_node(command: str, files: dict[str, str]) -> None:
    call = "const {spawn} = require('child_process')\nspawn('git', [])\n"
    last = next(path for path in reversed(files) if not path.endswith(".json"))
    assert tools(NODE % command, {**files, last: call}) == [f"git {last}:2"]


def test_node_calls_of_a_name_without_the_module_are_none() -> None:
    assert tools(NODE % '["node", "a.js"]', {"a.js": "db.exec('select')\nexec('x')"}) == []


@pytest.mark.parametrize("text", ["{", "[]", '{"scripts": {"start": 1}}', "[" * 10_000])
def test_a_package_file_that_says_nothing(text: str) -> None:
    assert component(NODE % '["npm", "start"]', {"package.json": text}).needs.closure.files == 0


@cases(
    "text, files, expected",
    {
        "a script": ('ENTRYPOINT ["/s.sh"]', {"s.sh": "#!/bin/sh\nset -e\nkubectl apply -f x\n"}, ["kubectl s.sh:3"]),
        "a copy of a tool": ('CMD ["sh", "-c", "cp /bin/kubectl /opt/"]', {}, ["kubectl Dockerfile:3"]),
        "entry point and command together": (
            'ENTRYPOINT ["/bin/sh", "-c"]\nCMD ["cp /bin/kubectl /opt/"]', {}, ["kubectl Dockerfile:4"]),
        "shell form": ("CMD helm upgrade x && echo done", {}, ["helm Dockerfile:3"]),
        "the tool itself": ('ENTRYPOINT ["kubectl"]', {}, []),
        "no tool": ('ENTRYPOINT ["/s.sh"]', {"s.sh": "#!/bin/sh\necho x\n"}, []),
    },
)  # fmt: skip
def test_shell(text: str, files: dict[str, str], expected: list[str]) -> None:
    found = component(f"FROM alpine\nCOPY s.sh /s.sh\n{text}\n", files).needs.script_tools
    assert [f"{tool.name} {tool.evidence.path}:{tool.evidence.line}" for tool in found] == expected
