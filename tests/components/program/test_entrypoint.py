"""What the final image runs: entry point and command together, wrappers and scripts looked through."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.components.program.entrypoint import declared, find, is_idle
from audit.components.program.start_script import tools
from audit.dockerfile.parse import parse
from audit.model.component import Program
from audit.model.dockerfile import Dockerfile
from audit.model.evidence import Evidence
from audit.model.repository import Source
from tests.components.looking import read, tree


def runs(text: str, texts: dict[str, str] | None = None) -> str:
    files = tree(texts or {})
    return " ".join(find(read(f"FROM x\n{text}\n"), files).words)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("", "", id="nothing"),
        pytest.param('ENTRYPOINT ["a", "b"]', "a b", id="an entry point"),
        pytest.param('CMD ["a", "b"]', "a b", id="a command"),
        pytest.param('ENTRYPOINT ["a"]\nCMD ["b"]', "a b", id="both"),
        pytest.param('CMD ["b"]\nENTRYPOINT ["a"]', "a b", id="both, whichever comes first"),
        pytest.param('CMD ["a"]\nCMD ["b"]', "b", id="the last command"),
        pytest.param('ENTRYPOINT ["a"]\nENTRYPOINT ["b"]', "b", id="the last entry point"),
        pytest.param('ENTRYPOINT []\nCMD ["a"]', "a", id="an empty entry point"),
        pytest.param("ENTRYPOINT a b", "a b", id="an entry point in shell form"),
        pytest.param('ENTRYPOINT a b\nCMD ["c"]', "a b", id="a shell form takes no command"),
        pytest.param("CMD exec a b", "a b", id="exec"),
        pytest.param("ENV P=q\nCMD a $P", "a q", id="a variable in shell form"),
        pytest.param('ENV P=q\nCMD ["a", "$P"]', "a $P", id="no variable in exec form"),
        pytest.param('ENTRYPOINT ["/sbin/tini", "--", "a"]', "a", id="tini"),
        pytest.param('ENTRYPOINT ["tini", "-g", "--"]\nCMD ["a", "-b"]', "a -b", id="tini before a command"),
        pytest.param('ENTRYPOINT ["/usr/bin/dumb-init", "--", "a"]', "a", id="dumb-init"),
        pytest.param('CMD ["sh", "-c", "a b"]', "a b", id="sh -c"),
        pytest.param('ENTRYPOINT ["/bin/sh", "-c"]\nCMD ["a b"]', "a b", id="sh -c as the entry point"),
        pytest.param('ENTRYPOINT ["tini", "--", "sh", "-c", "exec a b"]', "a b", id="tini, sh -c and exec"),
        pytest.param("CMD cd /x && mkdir y && a", "a", id="what prepares is none"),
        pytest.param("CMD A=b a", "a", id="a variable before the command"),
        pytest.param("CMD a | b", "a", id="what reads a pipe is none"),
    ],
)
def test_words(text: str, words: str) -> None:
    assert runs(text) == words


COPIED = 'COPY run.sh /\nENTRYPOINT ["/run.sh"]\n'


@pytest.mark.parametrize(
    ("text", "script", "words"),
    [
        pytest.param(COPIED, "#!/bin/sh\nset -e\nexec python3 app.py\n", "python3 app.py", id="the last command"),
        pytest.param(COPIED, "#!/bin/bash\na\nb &\nwait\n", "b", id="in the background"),
        pytest.param(COPIED + 'CMD ["a", "b"]', '#!/bin/sh\nexec "$@"\n', "a b", id="what it was given"),
        pytest.param(COPIED, '#!/bin/sh\nexec "$@"\n', "/run.sh", id="given nothing"),
        pytest.param(COPIED + 'CMD ["a"]', '#!/bin/sh\nexec b "$@"\n', "b a", id="given to a command"),
        pytest.param(COPIED, '#!/bin/sh\nexec $T -s -- /usr/bin/a "$@"\n', "/usr/bin/a", id="an init in a variable"),
        pytest.param(COPIED + 'CMD ["a"]', '#!/bin/sh\nexec tini -s -- "$@"\n', "a", id="given to an init"),
        pytest.param(COPIED, "#!/bin/sh\n", "/run.sh", id="a script that runs nothing"),
        pytest.param(COPIED, "#!/usr/bin/env python3\nimport os\n", "/run.sh", id="another interpreter"),
        pytest.param(COPIED, "a\n", "a", id="a script without a shebang"),
        pytest.param('COPY run.sh /\nCMD ["bash", "-x", "/run.sh"]', "#!/bin/sh\na\n", "a", id="given to a shell"),
        pytest.param("WORKDIR /w\nCOPY run.sh .\nCMD ./run.sh", "#!/bin/sh\na\n", "a", id="in the working folder"),
        pytest.param('COPY run.sh /usr/bin/r\nCMD ["/usr/bin/r"]', "#!/bin/ash\na\n", "a", id="under another name"),
        pytest.param("CMD /run.sh", "#!/bin/sh\na\n", "/run.sh", id="a script that nobody copies"),
    ],
)
def test_a_script_is_followed(text: str, script: str, words: str) -> None:
    assert runs(text, {"run.sh": script}) == words


def test_a_nearer_entry_point_resets_the_command() -> None:
    entry, command = declared(read('FROM x AS p\nCMD ["a"]\nFROM p\nENTRYPOINT ["b"]\n'))
    assert (entry.value if entry else "", command) == ('["b"]', None)


def test_a_nearer_command_keeps_the_entry_point() -> None:
    entry, command = declared(read('FROM x AS p\nENTRYPOINT ["b"]\nCMD ["a"]\nFROM p\nCMD ["c"]\n'))
    assert (entry.value if entry else "", command.value if command else "") == ('["b"]', '["c"]')


def test_another_stages_program_is_none() -> None:
    assert declared(read('FROM x AS p\nCMD ["a"]\nFROM y\n')) == (None, None)


def test_the_trail_says_what_was_read() -> None:
    files = tree({"d/run.sh": "#!/bin/sh\nexec a\n"})
    text = 'FROM x\nCOPY d/run.sh /\nENTRYPOINT ["tini", "--"]\nCMD ["/run.sh"]\n'
    assert find(read(text), files) == Program(
        words=("a",),
        trail=(
            Evidence("Dockerfile", 3, 'ENTRYPOINT ["tini", "--"]'),
            Evidence("Dockerfile", 4, 'CMD ["/run.sh"]'),
            Evidence("d/run.sh", 1, "#!/bin/sh"),
        ),
        script="d/run.sh",
    )


@pytest.mark.parametrize(
    ("text", "path"),
    [
        pytest.param("FROM x\nCOPY run.sh /\nCMD /run.sh\n", "run.sh", id="beside the Dockerfile"),
        pytest.param("FROM x\nWORKDIR /w\nCOPY . .\nCMD d/run.sh\n", "d/run.sh", id="in a folder"),
        pytest.param("FROM x\nCOPY . /w\nCMD /v/run.sh\n", "", id="not copied"),
    ],
)
def test_the_script_that_is_asked_for(text: str, path: str) -> None:
    files = tree({}, "run.sh", "d/run.sh")
    find(read(text), files)
    assert " ".join(files.missing) == path


@pytest.mark.parametrize(
    ("text", "script", "idle"),
    [
        pytest.param(COPIED, '#!/bin/sh\nexec "$@"\n', True, id="a script given nothing"),
        pytest.param(COPIED, '#!/bin/sh\nexec tini -- "$@"\n', True, id="an init given nothing"),
        pytest.param(COPIED + "CMD a", '#!/bin/sh\nexec "$@"\n', False, id="given a command"),
        pytest.param(COPIED, "#!/bin/sh\na\n", False, id="a command"),
        pytest.param(COPIED, "#!/bin/sh\ncp a b\n", False, id="a script that only copies"),
        pytest.param("CMD a", "", False, id="no script"),
        pytest.param("", "", False, id="nothing"),
        pytest.param('CMD ["bash"]', "", True, id="a bare shell"),
        pytest.param('ENTRYPOINT ["/bin/sh", "-l"]', "", True, id="a shell with options"),
        pytest.param("CMD bash", "", True, id="a bare shell in shell form"),
        pytest.param('CMD ["bash", "-c", "trap : TERM; sleep infinity & wait"]', "", True, id="a shell that waits"),
        pytest.param('CMD ["bash", "-c", "cp a b"]', "", False, id="a shell that copies"),
        pytest.param('CMD ["bash", "-c", "a"]', "", False, id="a shell that runs a command"),
        pytest.param('CMD ["sleep", "infinity"]', "", True, id="sleep"),
        pytest.param("CMD tail -f /dev/null", "", True, id="tail of nothing"),
    ],
)
def test_is_idle(text: str, script: str, idle: bool) -> None:  # noqa: FBT001 - a case's expected value
    texts = {"run.sh": script}
    assert is_idle(find(read(f"FROM x\n{text}\n"), tree(texts)), texts) is idle


def test_tools_that_a_start_script_calls_are_told_once_each() -> None:
    texts = {"run.sh": "#!/bin/sh\nkubectl get x\njq .\nkubectl get y\ncurl z\n"}
    assert list(tools(Program(("a",), (), "run.sh"), texts, ("jq", "kubectl"))) == [
        Evidence("run.sh", 2, "kubectl get x"),
        Evidence("run.sh", 3, "jq ."),
    ]


WORDS = st.lists(st.sampled_from(["sh", "-c", "tini", "--", "exec", "a", "$@", "/r.sh", "-x", "env", ""]), max_size=6)


@settings(deadline=2000)
@given(WORDS, WORDS, st.text(alphabet="ab $@\"'\n;|&-exc/r.sh(){}", max_size=60))
def test_any_program_is_found(entry: list[str], command: list[str], script: str) -> None:
    text = f"FROM x\nCOPY r.sh /\nENTRYPOINT {entry!r}\nCMD {command!r}\n".replace("'", '"')
    dockerfile = parse(Source("Dockerfile", text.encode()))
    assert isinstance(dockerfile, Dockerfile)
    assert find(dockerfile, tree({"r.sh": script})).trail != ()
