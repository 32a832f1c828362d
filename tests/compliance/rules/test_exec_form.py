"""KF604: the program is started directly, without a shell."""

from tests.cases import cases
from tests.judging import in_short, result

STEP = "Start the program itself in exec form."
DIRECTLY = "the program is started directly"
START = 'FROM alpine\nENTRYPOINT ["/m"]\n'


@cases(
    "instructions, expected",
    {
        "nothing is declared": ("", ("not-applicable", None)),
        "an empty array declares nothing": ("ENTRYPOINT []", ("not-applicable", None)),
        "nor do two": ("ENTRYPOINT []\nCMD []", ("not-applicable", None)),
        "a keyword without a value declares nothing": ("ENTRYPOINT\nCMD", ("not-applicable", None)),
        "also beside one with a value": ('ENTRYPOINT\nCMD ["/m"]', ("pass", 3)),
        "exec form": ('ENTRYPOINT ["/m"]', ("pass", 2)),
        "exec form of CMD": ('CMD ["/m"]', ("pass", 2)),
        "both in exec form": ('ENTRYPOINT ["/m"]\nCMD ["--a"]', ("pass", 2)),
        "CMD alone starts what an empty ENTRYPOINT does not": ('ENTRYPOINT []\nCMD ["/m"]', ("pass", 3)),
        "a name that contains entrypoint": ('ENTRYPOINT ["/docker-entrypoint.d/x"]', ("pass", 2)),
        "a name that begins with sh": ('ENTRYPOINT ["/shell"]', ("pass", 2)),
        "a shell that is an argument": ('ENTRYPOINT ["/m", "sh"]', ("pass", 2)),
        "shell form": ("ENTRYPOINT /m", ("fail", 2)),
        "shell form of CMD": ("CMD /m", ("fail", 2)),
        "an array in single quotes is shell form": ("CMD ['/m']", ("fail", 2)),
        "the arguments in shell form": ('ENTRYPOINT ["/m"]\nCMD --a', ("fail", 3)),
        "the entry point in shell form": ('ENTRYPOINT /m\nCMD ["a"]', ("fail", 2)),
        "a CMD that stands before the entry point": ('CMD a\nENTRYPOINT ["/m"]', ("fail", 2)),
        "the last of several counts": ('ENTRYPOINT ["/a"]\nENTRYPOINT /b', ("fail", 3)),
        "and not the first": ('ENTRYPOINT /a\nENTRYPOINT ["/b"]', ("pass", 3)),
        "sh -c": ('ENTRYPOINT ["sh", "-c", "x"]', ("fail", 2)),
        "bash": ('ENTRYPOINT ["/bin/bash", "/x"]', ("fail", 2)),
        "dash": ('ENTRYPOINT ["dash", "x"]', ("fail", 2)),
        "ash": ('CMD ["/bin/ash"]', ("fail", 2)),
        "zsh -c": ('ENTRYPOINT ["/bin/zsh", "-c", "x"]', ("fail", 2)),
        "npm start": ('CMD ["npm", "start"]', ("partial", 2)),
        "npm run": ('CMD ["npm", "--silent", "run", "serve"]', ("partial", 2)),
        "yarn start": ('CMD ["yarn", "start"]', ("partial", 2)),
        "pnpm run": ('CMD ["/usr/bin/pnpm", "run", "x"]', ("partial", 2)),
        "npm does other things too": ('CMD ["npm", "ci"]', ("pass", 2)),
        "node needs no shell": ('CMD ["node", "start"]', ("pass", 2)),
        "a variable": ('ENTRYPOINT ["/m", "$HOME"]', ("partial", 2)),
        "a variable in braces": ('ENTRYPOINT ["/m", "--a=${HOME}"]', ("partial", 2)),
        "a substitution": ('ENTRYPOINT ["/m", "a $(b)"]', ("partial", 2)),
        "a variable of CMD": ('ENTRYPOINT ["/m"]\nCMD ["$A"]', ("partial", 3)),
        "a dollar sign is no variable": ('ENTRYPOINT ["/m", "^a$", "$1"]', ("pass", 2)),
        "a shell is worse than a variable": ('CMD ["sh", "$A"]', ("fail", 2)),
        "an array over lines": ('ENTRYPOINT [ \\\n "/m" \\\n]', ("pass", 2)),
    },
)
def test_forms(instructions: str, expected: tuple[str, int | None]) -> None:
    assert result("KF604", f"FROM alpine\n{instructions}\n") == expected


@cases(
    "instructions, expected",
    {
        "tini and a program": ('ENTRYPOINT ["tini", "--", "/m"]', ("pass", 2)),
        "tini and a shell": ('ENTRYPOINT ["/usr/bin/tini", "--", "bash"]', ("fail", 2)),
        "without two dashes": ('ENTRYPOINT ["tini", "bash"]', ("fail", 2)),
        "with an option": ('ENTRYPOINT ["tini", "-g", "bash"]', ("fail", 2)),
        "with an option that takes a word": ('ENTRYPOINT ["tini", "-p", "SIGTERM", "bash"]', ("fail", 2)),
        "with another one": ('ENTRYPOINT ["tini", "-e", "143", "--", "sh"]', ("fail", 2)),
        "dumb-init with an option": ('ENTRYPOINT ["dumb-init", "-r", "15:2", "sh"]', ("fail", 2)),
        "with its long name": ('ENTRYPOINT ["dumb-init", "--rewrite", "15:2", "sh"]', ("fail", 2)),
        "catatonit": ('ENTRYPOINT ["catatonit", "--", "sh"]', ("fail", 2)),
        "docker-init": ('ENTRYPOINT ["docker-init", "--", "sh", "-c", "x"]', ("fail", 2)),
        "one within another": ('ENTRYPOINT ["dumb-init", "tini", "--", "sh"]', ("fail", 2)),
        "two dashes of the program": ('ENTRYPOINT ["tini", "/m", "--", "sh"]', ("pass", 2)),
        "nothing is an option after two dashes": ('ENTRYPOINT ["tini", "--", "-x", "sh"]', ("pass", 2)),
        "the program in CMD": ('ENTRYPOINT ["tini", "--"]\nCMD ["/m"]', ("pass", 3)),
        "the shell in CMD": ('ENTRYPOINT ["tini", "--"]\nCMD ["sh"]', ("fail", 3)),
        "shell form in CMD": ('ENTRYPOINT ["tini", "--"]\nCMD x', ("fail", 3)),
        "nothing to start": ('ENTRYPOINT ["tini"]', ("pass", 2)),
        "gosu is no init program": ('ENTRYPOINT ["gosu", "app", "sh"]', ("pass", 2)),
    },
)
def test_init_programs(instructions: str, expected: tuple[str, int | None]) -> None:
    assert result("KF604", f"FROM alpine\n{instructions}\n") == expected


@cases(
    "text, expected",
    {
        "the stage below gives its own": ('FROM a AS x\nENTRYPOINT /m\nFROM x\nCMD ["a"]\n', ("fail", 2)),
        "both of it": ('FROM a AS x\nENTRYPOINT ["/m"]\nCMD ["b"]\nFROM x\n', ("pass", 2)),
        "an entry point resets the CMD below it": ('FROM a AS x\nCMD y\nFROM x\nENTRYPOINT ["/m"]\n', ("pass", 4)),
        "another stage gives nothing": ("FROM a AS x\nENTRYPOINT /m\nFROM a\n", ("not-applicable", None)),
        "the entry point of an outside base": ("FROM mcr.example/a\nRUN sh -c x\n", ("not-applicable", None)),
    },
)
def test_stages(text: str, expected: tuple[str, int | None]) -> None:
    assert result("KF604", text) == expected


@cases(
    "content, verdict",
    {
        "sh": ("#!/bin/sh\nexec /m\n", "fail"),
        "bash through env": ("#!/usr/bin/env bash\nexec /m\n", "fail"),
        "dash": ("#! /bin/dash\n/m\n", "fail"),
        "ash with an option": ("#!/bin/ash -e\n/m\n", "fail"),
        "python": ("#!/usr/bin/env python3\nprint()\n", "pass"),
        "node": ("#!/usr/bin/node\n", "pass"),
    },
)
def test_script_is_read(content: str, verdict: str) -> None:
    text = 'FROM alpine\nCOPY start /\nENTRYPOINT ["/start"]\n'
    assert result("KF604", text, files={"start": content}) == (verdict, 3)


@cases(
    "text, expected",
    {
        "pass": (START + 'CMD ["--a"]\n', f'pass: {DIRECTLY} | 2: ENTRYPOINT ["/m"] | 3: CMD ["--a"]'),
        "shell form": (
            "FROM alpine\nENTRYPOINT /m --a\n",
            f"fail: ENTRYPOINT is in shell form | 2: ENTRYPOINT /m --a | -> {STEP}",
        ),
        "shell form of CMD": (START + "CMD --a\n", f"fail: CMD is in shell form | 3: CMD --a | -> {STEP}"),
        "a shell": (
            'FROM alpine\nENTRYPOINT ["tini", "--"]\nCMD ["/bin/sh"]\n',
            f'fail: sh runs what is started | 3: CMD ["/bin/sh"] | 2: ENTRYPOINT ["tini", "--"] | -> {STEP}',
        ),
        "a script that is not in the repository": (
            'FROM alpine\nENTRYPOINT ["/start.sh"]\n',
            f'fail: start.sh is a shell script by its name | 2: ENTRYPOINT ["/start.sh"] | -> {STEP}',
        ),
        "npm": (
            'FROM alpine\nCMD ["npm", "start"]\n',
            (
                "partial: npm needs a shell to run the script | "
                '2: CMD ["npm", "start"] | '
                "-> Start the program with node itself."
            ),
        ),
        "a variable": (
            START + 'CMD ["$A"]\n',
            f'partial: nobody expands $A in exec form | 3: CMD ["$A"] | 2: ENTRYPOINT ["/m"] | -> {STEP}',
        ),
        "nothing is declared": ("FROM alpine\n", "not-applicable: no ENTRYPOINT or CMD is declared"),
    },
)
def test_whole_verdicts(text: str, expected: str) -> None:
    assert in_short("KF604", text) == expected


def test_a_script_of_the_repository_is_evidence() -> None:
    text = 'FROM alpine\nCOPY hack/start.sh /\nENTRYPOINT ["tini", "/start.sh"]\n'
    assert in_short("KF604", text, files={"hack/start.sh": "#!/bin/sh\nexec /m\n"}) == (
        "fail: hack/start.sh is a shell script | "
        '3: ENTRYPOINT ["tini", "/start.sh"] | '
        f"hack/start.sh 1: #!/bin/sh | -> {STEP}"
    )
