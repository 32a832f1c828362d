"""The language of the program that runs: what was read, in which order, how sure."""

import pytest

from audit.components.classification.language import find
from audit.components.classification.name_language import of_base, of_program
from audit.dockerfile.syntax.image_reference import read as image
from audit.model.evidence import Answer, Evidence
from tests.components.looking import SIGNALS, observed, read, tree

KNOWN = SIGNALS.languages
GO = "FROM golang AS b\nCOPY . .\nRUN go build -o /a .\n"


@pytest.mark.parametrize(
    ("text", "paths", "language", "confidence"),
    [
        pytest.param('FROM x\nCMD ["python3", "a.py"]', (), "python", "high", id="the program's name"),
        pytest.param('FROM x\nCMD ["/app/a.py"]', (), "python", "high", id="the program's extension"),
        pytest.param('FROM x\nCMD ["node", "a.js"]', (), "node", "high", id="node"),
        pytest.param('FROM x\nCMD ["java", "-jar", "a.jar"]', (), "java", "high", id="java"),
        pytest.param('FROM x\nCMD ["nginx", "-g", "daemon off;"]', (), "cpp", "high", id="a known server, C"),
        pytest.param(f'{GO}FROM x\nCOPY --from=b /a /a\nCMD ["/a"]', (), "go", "high", id="a stage that builds it"),
        pytest.param(
            f'FROM node AS f\nRUN npm ci\n{GO}FROM x\nCOPY --from=f /d /d\nCOPY --from=b /a /a\nCMD ["/a"]',
            (),
            "go",
            "high",
            id="the stage of what runs, not of the front end",
        ),
        pytest.param(
            'FROM node AS f\nRUN npm run build\nFROM python\nCOPY --from=f /d /d\nCMD ["gunicorn", "a"]',
            (),
            "python",
            "high",
            id="a back end in Python with a front end",
        ),
        pytest.param(
            'FROM golang AS b\nFROM x\nCOPY --from=b /a /a\nCMD ["/a"]', (), "go", "medium", id="a stage's image"
        ),
        pytest.param(
            'FROM q AS b\nRUN make\nFROM x\nCOPY --from=b /a /a\nCMD ["/a"]',
            ("go.mod",),
            "go",
            "medium",
            id="a hidden build",
        ),
        pytest.param('FROM x\nCOPY a /a\nCMD ["/a"]', ("go.mod",), "go", "low", id="a binary in no commit"),
        pytest.param('FROM x\nCOPY a.sh /a.sh\nCMD ["/a.sh"]', ("a.sh",), "shell", "high", id="a shell script"),
        pytest.param("FROM x\nRUN pip install y", (), "python", "medium", id="installed in the final stage"),
        pytest.param("FROM x\nRUN pip install y && gcc a.c", (), "cpp", "medium", id="compiled wins over installed"),
        pytest.param(
            "FROM x\nRUN pip install -U pip\nCMD bash", (), "shell", "low", id="an installer that renews itself"
        ),
        pytest.param("FROM x\nRUN npm install -g npm@9 y", (), "node", "medium", id="an installer among others"),
        pytest.param("FROM x\nRUN pip install -r r.txt", (), "python", "medium", id="a file of requirements"),
        pytest.param("FROM python:3", (), "python", "medium", id="the base image"),
        pytest.param("FROM redis:8", (), "cpp", "medium", id="a known image's own program"),
        pytest.param("FROM rayproject/ray:2", (), "python", "medium", id="a known image of one owner"),
        pytest.param('FROM redis\nCMD ["/x"]', (), "cpp", "medium", id="a script of a known image"),
        pytest.param(
            'FROM envoyproxy/envoy AS e\nFROM x\nCOPY --from=e /b/y /y\nCMD ["/y"]',
            (),
            "cpp",
            "medium",
            id="a file of a known image",
        ),
        pytest.param(
            f'{GO}FROM x\nCOPY --from=b /a /redis-server\nCMD ["/redis-server"]',
            (),
            "go",
            "high",
            id="a known name that the repository gives to its own program",
        ),
        pytest.param("FROM rust:1", (), "none", "medium", id="a compiler that runs nothing"),
        pytest.param(
            "FROM golang\nRUN apt-get install gcc && go get g.io/x@1", (), "none", "medium", id="tools of two languages"
        ),
        pytest.param("FROM golang\nRUN go install g.io/x@1", (), "go", "medium", id="programs in Go as tools"),
        pytest.param('FROM golang\nRUN go install g.io/x@1\nENTRYPOINT ["make"]', (), "none", "medium", id="make"),
        pytest.param("FROM node\nCOPY package.json .\nRUN yarn", (), "none", "medium", id="a cache of packages"),
        pytest.param("FROM node\nCOPY . .\nRUN yarn", (), "node", "medium", id="files that node may run"),
        pytest.param("FROM python\nRUN npm install -g yarn", (), "none", "medium", id="node tools on Python"),
        pytest.param("FROM gitpod/workspace-base\nRUN curl -O y", (), "none", "medium", id="a place to develop in"),
        pytest.param("FROM x\nRUN cmake .\nCOPY a.py /", ("a.py",), "python", "medium", id="scripts that are copied"),
        pytest.param("FROM google/cloud-cli", (), "none", "low", id="a name that contains a language"),
        pytest.param(f"{GO}FROM x\nCOPY --from=b /a /a", (), "go", "high", id="what is carried in, running nothing"),
        pytest.param("FROM x\nCOPY a /a", ("go.mod",), "go", "low", id="a binary carried in, running nothing"),
        pytest.param("FROM x\nRUN apt-get install g++", (), "cpp", "low", id="a compiler among the packages"),
        pytest.param("FROM x\nRUN curl -O y", (), "shell", "low", id="tools that are fetched, running nothing"),
        pytest.param("FROM x\nRUN apt-get install y", (), "none", "low", id="other packages tell nothing"),
        pytest.param('FROM x\nCMD ["ls"]', (), "shell", "low", id="a tool that scripts call"),
        pytest.param('FROM x\nCMD ["bash"]', (), "shell", "low", id="a bare shell"),
        pytest.param('FROM x\nCMD ["/opt/run.sh"]', (), "shell", "low", id="a script in no commit"),
        pytest.param('FROM x\nCMD ["h2o"]', (), "other", "low", id="a program that tells nothing"),
        pytest.param("FROM x\nARG bin\nENTRYPOINT /$bin", ("go.mod",), "other", "low", id="a path that is open"),
        pytest.param("FROM x\nENV BIN=$given\nENTRYPOINT $BIN", ("go.mod",), "go", "low", id="a program that is open"),
        pytest.param(
            'FROM x\nCOPY dist/a /bin/a\nENTRYPOINT ["a"]',
            ("go.mod",),
            "go",
            "low",
            id="a bare name that is copied to a folder of PATH",
        ),
        pytest.param(
            f'{GO}FROM x\nCOPY --from=b /a /usr/local/bin/\nCMD ["a"]', (), "go", "high", id="a bare name from a stage"
        ),
        pytest.param(
            'FROM x\nCOPY . /\nCMD ["a"]', ("go.mod",), "other", "low", id="a whole folder says nothing of a bare name"
        ),
        pytest.param("FROM x", (), "none", "low", id="nothing at all"),
    ],
)
def test_language(text: str, paths: tuple[str, ...], language: str, confidence: str) -> None:
    answer = find(observed(read(text + "\n"), tree({}, *paths)), KNOWN)
    assert (answer.value, answer.confidence) == (language, confidence)


def test_the_evidence_says_what_led_to_it() -> None:
    answer = find(observed(read(f'{GO}FROM x\nCOPY --from=b /a /a\nCMD ["/a"]\n'), tree({})), KNOWN)
    assert answer == Answer(
        "go",
        "high",
        (
            Evidence("Dockerfile", 5, "copied from stage 0"),
            Evidence("Dockerfile", 3, "go build -o /a ."),
        ),
    )


def test_a_script_that_runs_tools_is_shell_though_python_is_installed() -> None:
    text = 'FROM x\nRUN pip install y\nCOPY a.sh /a.sh\nCMD ["/a.sh"]\n'
    answer = find(observed(read(text), tree({"a.sh": "#!/bin/sh\nkubectl get x\n"})), KNOWN)
    assert answer == Answer(
        "shell", "low", (Evidence("Dockerfile", 4, 'CMD ["/a.sh"]'), Evidence("a.sh", 1, "#!/bin/sh"))
    )


@pytest.mark.parametrize(
    ("installed", "program", "language"),
    [
        pytest.param("y", "y serve", "python", id="the package that it starts"),
        pytest.param("y[grpc]==1", "y serve", "python", id="with extras and a version"),
        pytest.param("y", "z", "shell", id="another"),
        pytest.param("y", "redis-server", "cpp", id="a known program"),
        pytest.param("y", "jq . x", "shell", id="a tool that scripts call, though a known program"),
    ],
)
def test_behind_a_script_the_program_decides(installed: str, program: str, language: str) -> None:
    text = f'FROM x\nRUN pip install {installed}\nCOPY a.sh /a.sh\nCMD ["/a.sh"]\n'
    assert find(observed(read(text), tree({"a.sh": f"#!/bin/sh\n{program}\n"})), KNOWN).value == language


@pytest.mark.parametrize(
    ("name", "language"),
    [
        pytest.param("python3.11", "python", id="a version"),
        pytest.param("jupyter-lab", "python", id="a glob"),
        pytest.param("pythonic", "", id="no substring"),
        pytest.param("google", "", id="nor a beginning"),
    ],
)
def test_of_program(name: str, language: str) -> None:
    assert of_program(name, KNOWN) == language


@pytest.mark.parametrize(
    ("name", "language"),
    [
        pytest.param("golang:1.21", "go", id="an official image"),
        pytest.param("registry.io:5000/a/python:3", "python", id="of another registry"),
        pytest.param("gcr.io/distroless/python3-debian12", "python", id="a word of the name"),
        pytest.param("google/cloud-sdk", "", id="no substring"),
        pytest.param("nodejs/x", "node", id="a folder of the name"),
    ],
)
def test_of_base(name: str, language: str) -> None:
    assert of_base(image(name), KNOWN) == language
