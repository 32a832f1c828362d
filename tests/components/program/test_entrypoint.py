"""What the final image runs: entry point and command together, wrappers and scripts looked through."""

from hypothesis import given, settings
from hypothesis import strategies as st

from audit.components.program.entrypoint import declared, find, is_idle
from audit.components.program.start_script import tools
from audit.dockerfile.parse import parse
from audit.model.component import Program
from audit.model.dockerfile import Dockerfile
from audit.model.evidence import Evidence
from audit.model.repository import Source
from tests.cases import cases
from tests.components.looking import read, tree


def runs(text: str, texts: dict[str, str] | None = None) -> str:
    files = tree(texts or {})
    return " ".join(find(read(f"FROM x\n{text}\n"), files).words)


@cases(
    "text, words",
    {
        "nothing": ("", ""),
        "an entry point": ('ENTRYPOINT ["a", "b"]', "a b"),
        "a command": ('CMD ["a", "b"]', "a b"),
        "both": ('ENTRYPOINT ["a"]\nCMD ["b"]', "a b"),
        "both, whichever comes first": ('CMD ["b"]\nENTRYPOINT ["a"]', "a b"),
        "the last command": ('CMD ["a"]\nCMD ["b"]', "b"),
        "the last entry point": ('ENTRYPOINT ["a"]\nENTRYPOINT ["b"]', "b"),
        "an empty entry point": ('ENTRYPOINT []\nCMD ["a"]', "a"),
        "an entry point in shell form": ("ENTRYPOINT a b", "a b"),
        "a shell form takes no command": ('ENTRYPOINT a b\nCMD ["c"]', "a b"),
        "exec": ("CMD exec a b", "a b"),
        "a variable in shell form": ("ENV P=q\nCMD a $P", "a q"),
        "no variable in exec form": ('ENV P=q\nCMD ["a", "$P"]', "a $P"),
        "tini": ('ENTRYPOINT ["/sbin/tini", "--", "a"]', "a"),
        "tini before a command": ('ENTRYPOINT ["tini", "-g", "--"]\nCMD ["a", "-b"]', "a -b"),
        "dumb-init": ('ENTRYPOINT ["/usr/bin/dumb-init", "--", "a"]', "a"),
        "sh -c": ('CMD ["sh", "-c", "a b"]', "a b"),
        "sh -c as the entry point": ('ENTRYPOINT ["/bin/sh", "-c"]\nCMD ["a b"]', "a b"),
        "tini, sh -c and exec": ('ENTRYPOINT ["tini", "--", "sh", "-c", "exec a b"]', "a b"),
        "what prepares is none": ("CMD cd /x && mkdir y && a", "a"),
        "a variable before the command": ("CMD A=b a", "a"),
        "what reads a pipe is none": ("CMD a | b", "a"),
    },
)
def test_words(text: str, words: str) -> None:
    assert runs(text) == words


COPIED = 'COPY run.sh /\nENTRYPOINT ["/run.sh"]\n'


@cases(
    "text, script, words",
    {
        "the last command": (COPIED, "#!/bin/sh\nset -e\nexec python3 app.py\n", "python3 app.py"),
        "in the background": (COPIED, "#!/bin/bash\na\nb &\nwait\n", "b"),
        "what it was given": (COPIED + 'CMD ["a", "b"]', '#!/bin/sh\nexec "$@"\n', "a b"),
        "given nothing": (COPIED, '#!/bin/sh\nexec "$@"\n', "/run.sh"),
        "given to a command": (COPIED + 'CMD ["a"]', '#!/bin/sh\nexec b "$@"\n', "b a"),
        "an init in a variable": (COPIED, '#!/bin/sh\nexec $T -s -- /usr/bin/a "$@"\n', "/usr/bin/a"),
        "given to an init": (COPIED + 'CMD ["a"]', '#!/bin/sh\nexec tini -s -- "$@"\n', "a"),
        "a script that runs nothing": (COPIED, "#!/bin/sh\n", "/run.sh"),
        "another interpreter": (COPIED, "#!/usr/bin/env python3\nimport os\n", "/run.sh"),
        "a script without a shebang": (COPIED, "a\n", "a"),
        "given to a shell": ('COPY run.sh /\nCMD ["bash", "-x", "/run.sh"]', "#!/bin/sh\na\n", "a"),
        "in the working folder": ("WORKDIR /w\nCOPY run.sh .\nCMD ./run.sh", "#!/bin/sh\na\n", "a"),
        "under another name": ('COPY run.sh /usr/bin/r\nCMD ["/usr/bin/r"]', "#!/bin/ash\na\n", "a"),
        "a script that nobody copies": ("CMD /run.sh", "#!/bin/sh\na\n", "/run.sh"),
    },
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


@cases(
    "text, path",
    {
        "beside the Dockerfile": ("FROM x\nCOPY run.sh /\nCMD /run.sh\n", "run.sh"),
        "in a folder": ("FROM x\nWORKDIR /w\nCOPY . .\nCMD d/run.sh\n", "d/run.sh"),
        "not copied": ("FROM x\nCOPY . /w\nCMD /v/run.sh\n", ""),
    },
)
def test_the_script_that_is_asked_for(text: str, path: str) -> None:
    files = tree({}, "run.sh", "d/run.sh")
    find(read(text), files)
    assert " ".join(files.missing) == path


@cases(
    "text, script, idle",
    {
        "a script given nothing": (COPIED, '#!/bin/sh\nexec "$@"\n', True),
        "an init given nothing": (COPIED, '#!/bin/sh\nexec tini -- "$@"\n', True),
        "given a command": (COPIED + "CMD a", '#!/bin/sh\nexec "$@"\n', False),
        "a command": (COPIED, "#!/bin/sh\na\n", False),
        "a script that only copies": (COPIED, "#!/bin/sh\ncp a b\n", False),
        "no script": ("CMD a", "", False),
        "nothing": ("", "", False),
        "a bare shell": ('CMD ["bash"]', "", True),
        "a shell with options": ('ENTRYPOINT ["/bin/sh", "-l"]', "", True),
        "a bare shell in shell form": ("CMD bash", "", True),
        "a shell that waits": ('CMD ["bash", "-c", "trap : TERM; sleep infinity & wait"]', "", True),
        "a shell that copies": ('CMD ["bash", "-c", "cp a b"]', "", False),
        "a shell that runs a command": ('CMD ["bash", "-c", "a"]', "", False),
        "sleep": ('CMD ["sleep", "infinity"]', "", True),
        "tail of nothing": ("CMD tail -f /dev/null", "", True),
    },
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
