"""KF604: the program is started directly, without a shell."""

import pytest

from tests.judging import in_short, result

STEP = "Start the program itself in exec form."
DIRECTLY = "the program is started directly"


@pytest.mark.parametrize(
    ("instructions", "expected"),
    [
        pytest.param("", ("not-applicable", None), id="nothing is declared"),
        pytest.param("ENTRYPOINT []", ("not-applicable", None), id="an empty array declares nothing"),
        pytest.param("ENTRYPOINT []\nCMD []", ("not-applicable", None), id="nor do two"),
        pytest.param("ENTRYPOINT\nCMD", ("not-applicable", None), id="a keyword without a value declares nothing"),
        pytest.param('ENTRYPOINT\nCMD ["/m"]', ("pass", 3), id="also beside one with a value"),
        pytest.param('ENTRYPOINT ["/m"]', ("pass", 2), id="exec form"),
        pytest.param('CMD ["/m"]', ("pass", 2), id="exec form of CMD"),
        pytest.param('ENTRYPOINT ["/m"]\nCMD ["--a"]', ("pass", 2), id="both in exec form"),
        pytest.param('ENTRYPOINT []\nCMD ["/m"]', ("pass", 3), id="CMD alone starts what an empty ENTRYPOINT does not"),
        pytest.param('ENTRYPOINT ["/docker-entrypoint.d/x"]', ("pass", 2), id="a name that contains entrypoint"),
        pytest.param('ENTRYPOINT ["/shell"]', ("pass", 2), id="a name that begins with sh"),
        pytest.param('ENTRYPOINT ["/m", "sh"]', ("pass", 2), id="a shell that is an argument"),
        pytest.param("ENTRYPOINT /m", ("fail", 2), id="shell form"),
        pytest.param("CMD /m", ("fail", 2), id="shell form of CMD"),
        pytest.param("CMD ['/m']", ("fail", 2), id="an array in single quotes is shell form"),
        pytest.param('ENTRYPOINT ["/m"]\nCMD --a', ("fail", 3), id="the arguments in shell form"),
        pytest.param('ENTRYPOINT /m\nCMD ["a"]', ("fail", 2), id="the entry point in shell form"),
        pytest.param('CMD a\nENTRYPOINT ["/m"]', ("fail", 2), id="a CMD that stands before the entry point"),
        pytest.param('ENTRYPOINT ["/a"]\nENTRYPOINT /b', ("fail", 3), id="the last of several counts"),
        pytest.param('ENTRYPOINT /a\nENTRYPOINT ["/b"]', ("pass", 3), id="and not the first"),
        pytest.param('ENTRYPOINT ["sh", "-c", "x"]', ("fail", 2), id="sh -c"),
        pytest.param('ENTRYPOINT ["/bin/bash", "/x"]', ("fail", 2), id="bash"),
        pytest.param('ENTRYPOINT ["dash", "x"]', ("fail", 2), id="dash"),
        pytest.param('CMD ["/bin/ash"]', ("fail", 2), id="ash"),
        pytest.param('ENTRYPOINT ["/bin/zsh", "-c", "x"]', ("fail", 2), id="zsh -c"),
        pytest.param('CMD ["npm", "start"]', ("partial", 2), id="npm start"),
        pytest.param('CMD ["npm", "--silent", "run", "serve"]', ("partial", 2), id="npm run"),
        pytest.param('CMD ["yarn", "start"]', ("partial", 2), id="yarn start"),
        pytest.param('CMD ["/usr/bin/pnpm", "run", "x"]', ("partial", 2), id="pnpm run"),
        pytest.param('CMD ["npm", "ci"]', ("pass", 2), id="npm does other things too"),
        pytest.param('CMD ["node", "start"]', ("pass", 2), id="node needs no shell"),
        pytest.param('ENTRYPOINT ["/m", "$HOME"]', ("partial", 2), id="a variable"),
        pytest.param('ENTRYPOINT ["/m", "--a=${HOME}"]', ("partial", 2), id="a variable in braces"),
        pytest.param('ENTRYPOINT ["/m", "a $(b)"]', ("partial", 2), id="a substitution"),
        pytest.param('ENTRYPOINT ["/m"]\nCMD ["$A"]', ("partial", 3), id="a variable of CMD"),
        pytest.param('ENTRYPOINT ["/m", "^a$", "$1"]', ("pass", 2), id="a dollar sign is no variable"),
        pytest.param('CMD ["sh", "$A"]', ("fail", 2), id="a shell is worse than a variable"),
        pytest.param('ENTRYPOINT [ \\\n "/m" \\\n]', ("pass", 2), id="an array over lines"),
    ],
)
def test_forms(instructions: str, expected: tuple[str, int | None]) -> None:
    assert result("KF604", f"FROM alpine\n{instructions}\n") == expected


@pytest.mark.parametrize(
    ("instructions", "expected"),
    [
        pytest.param('ENTRYPOINT ["tini", "--", "/m"]', ("pass", 2), id="tini and a program"),
        pytest.param('ENTRYPOINT ["/usr/bin/tini", "--", "bash"]', ("fail", 2), id="tini and a shell"),
        pytest.param('ENTRYPOINT ["tini", "bash"]', ("fail", 2), id="without two dashes"),
        pytest.param('ENTRYPOINT ["tini", "-g", "bash"]', ("fail", 2), id="with an option"),
        pytest.param(
            'ENTRYPOINT ["tini", "-p", "SIGTERM", "bash"]', ("fail", 2), id="with an option that takes a word"
        ),
        pytest.param('ENTRYPOINT ["tini", "-e", "143", "--", "sh"]', ("fail", 2), id="with another one"),
        pytest.param('ENTRYPOINT ["dumb-init", "-r", "15:2", "sh"]', ("fail", 2), id="dumb-init with an option"),
        pytest.param('ENTRYPOINT ["dumb-init", "--rewrite", "15:2", "sh"]', ("fail", 2), id="with its long name"),
        pytest.param('ENTRYPOINT ["catatonit", "--", "sh"]', ("fail", 2), id="catatonit"),
        pytest.param('ENTRYPOINT ["docker-init", "--", "sh", "-c", "x"]', ("fail", 2), id="docker-init"),
        pytest.param('ENTRYPOINT ["dumb-init", "tini", "--", "sh"]', ("fail", 2), id="one within another"),
        pytest.param('ENTRYPOINT ["tini", "/m", "--", "sh"]', ("pass", 2), id="two dashes of the program"),
        pytest.param('ENTRYPOINT ["tini", "--", "-x", "sh"]', ("pass", 2), id="nothing is an option after two dashes"),
        pytest.param('ENTRYPOINT ["tini", "--"]\nCMD ["/m"]', ("pass", 3), id="the program in CMD"),
        pytest.param('ENTRYPOINT ["tini", "--"]\nCMD ["sh"]', ("fail", 3), id="the shell in CMD"),
        pytest.param('ENTRYPOINT ["tini", "--"]\nCMD x', ("fail", 3), id="shell form in CMD"),
        pytest.param('ENTRYPOINT ["tini"]', ("pass", 2), id="nothing to start"),
        pytest.param('ENTRYPOINT ["gosu", "app", "sh"]', ("pass", 2), id="gosu is no init program"),
    ],
)
def test_init_programs(instructions: str, expected: tuple[str, int | None]) -> None:
    assert result("KF604", f"FROM alpine\n{instructions}\n") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            'FROM a AS x\nENTRYPOINT /m\nFROM x\nCMD ["a"]\n', ("fail", 2), id="the stage below gives its own"
        ),
        pytest.param('FROM a AS x\nENTRYPOINT ["/m"]\nCMD ["b"]\nFROM x\n', ("pass", 2), id="both of it"),
        pytest.param(
            'FROM a AS x\nCMD y\nFROM x\nENTRYPOINT ["/m"]\n', ("pass", 4), id="an entry point resets the CMD below it"
        ),
        pytest.param(
            "FROM a AS x\nENTRYPOINT /m\nFROM a\n", ("not-applicable", None), id="another stage gives nothing"
        ),
        pytest.param(
            "FROM mcr.example/a\nRUN sh -c x\n", ("not-applicable", None), id="the entry point of an outside base"
        ),
    ],
)
def test_stages(text: str, expected: tuple[str, int | None]) -> None:
    assert result("KF604", text) == expected


@pytest.mark.parametrize(
    ("content", "verdict"),
    [
        pytest.param("#!/bin/sh\nexec /m\n", "fail", id="sh"),
        pytest.param("#!/usr/bin/env bash\nexec /m\n", "fail", id="bash through env"),
        pytest.param("#! /bin/dash\n/m\n", "fail", id="dash"),
        pytest.param("#!/bin/ash -e\n/m\n", "fail", id="ash with an option"),
        pytest.param("#!/usr/bin/env python3\nprint()\n", "pass", id="python"),
        pytest.param("#!/usr/bin/node\n", "pass", id="node"),
    ],
)
def test_script_is_read(content: str, verdict: str) -> None:
    text = 'FROM alpine\nCOPY start /\nENTRYPOINT ["/start"]\n'
    assert result("KF604", text, files={"start": content}) == (verdict, 3)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            'FROM alpine\nENTRYPOINT ["/m"]\nCMD ["--a"]\n',
            (f"pass: {DIRECTLY}", '2: ENTRYPOINT ["/m"]', '3: CMD ["--a"]'),
            id="pass",
        ),
        pytest.param(
            "FROM alpine\nENTRYPOINT /m --a\n",
            ("fail: ENTRYPOINT is in shell form", "2: ENTRYPOINT /m --a", f"-> {STEP}"),
            id="shell form",
        ),
        pytest.param(
            'FROM alpine\nENTRYPOINT ["/m"]\nCMD --a\n',
            ("fail: CMD is in shell form", "3: CMD --a", f"-> {STEP}"),
            id="shell form of CMD",
        ),
        pytest.param(
            'FROM alpine\nENTRYPOINT ["tini", "--"]\nCMD ["/bin/sh"]\n',
            ("fail: sh runs what is started", '3: CMD ["/bin/sh"]', '2: ENTRYPOINT ["tini", "--"]', f"-> {STEP}"),
            id="a shell",
        ),
        pytest.param(
            'FROM alpine\nENTRYPOINT ["/start.sh"]\n',
            ("fail: start.sh is a shell script by its name", '2: ENTRYPOINT ["/start.sh"]', f"-> {STEP}"),
            id="a script that is not in the repository",
        ),
        pytest.param(
            'FROM alpine\nCMD ["npm", "start"]\n',
            (
                "partial: npm needs a shell to run the script",
                '2: CMD ["npm", "start"]',
                "-> Start the program with node itself.",
            ),
            id="npm",
        ),
        pytest.param(
            'FROM alpine\nENTRYPOINT ["/m"]\nCMD ["$A"]\n',
            ("partial: nobody expands $A in exec form", '3: CMD ["$A"]', '2: ENTRYPOINT ["/m"]', f"-> {STEP}"),
            id="a variable",
        ),
        pytest.param("FROM alpine\n", ("not-applicable: no ENTRYPOINT or CMD is declared",), id="nothing is declared"),
    ],
)
def test_whole_verdicts(text: str, expected: tuple[str, ...]) -> None:
    assert in_short("KF604", text) == expected


def test_a_script_of_the_repository_is_evidence() -> None:
    text = 'FROM alpine\nCOPY hack/start.sh /\nENTRYPOINT ["tini", "/start.sh"]\n'
    assert in_short("KF604", text, files={"hack/start.sh": "#!/bin/sh\nexec /m\n"}) == (
        "fail: hack/start.sh is a shell script",
        '3: ENTRYPOINT ["tini", "/start.sh"]',
        "hack/start.sh 1: #!/bin/sh",
        f"-> {STEP}",
    )
