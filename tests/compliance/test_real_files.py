"""What real and hostile files got wrong: each row stands for its kind, with the line that decides."""

from audit.compliance import catalogue
from audit.model.finding import Result
from tests.cases import cases
from tests.judging import in_short, read, result, verdicts

GO = "CGO_ENABLED=0 go build -o /m ."
SHIP = 'FROM scratch\nCOPY --from=b /m /m\nENTRYPOINT ["/m"]\n'
BUILD = "FROM golang:1.26 AS b\n"
COMMIT = "0123456789abcdef" * 2 + "01234567"


@cases(
    "text, base",
    {
        "a heredoc with a blank before its marker": (
            "FROM alpine:3.22\nRUN cat << EOF > /h\nFROM evil:1\nEOF\nUSER 1000\n",
            ("alpine:3.22", 5),
        ),
        "several blanks": ("FROM alpine:3.22\nRUN cat <<  \tEOF > /h\nFROM evil:1\nEOF\nUSER 1\n", ("alpine:3.22", 5)),
        "a blank before a quoted marker": (
            "FROM alpine:3.22\nRUN cat << 'E F' > /h\nFROM evil:1\nE F\nUSER 1\n",
            ("alpine:3.22", 5),
        ),
        "a blank in COPY": ("FROM alpine:3.22\nCOPY << EOF /h\nFROM evil:1\nEOF\nUSER 1\n", ("alpine:3.22", 5)),
        "a dash ends the marker": ("FROM a:1\nRUN cat <<- EOF\nFROM good:1\nUSER 1\n", ("good:1", 4)),
        "a shift in arithmetic": ("FROM alpine:3.22\nRUN echo $((1 << 2))\nUSER 1\n", ("alpine:3.22", 3)),
        "a prefix taken off": ("ARG VERSION=v1.22.3\nFROM golang:${VERSION#v}\nUSER 1\n", ("golang:1.22.3", 3)),
        "the longest prefix": ("ARG W=a_b_c\nFROM x:${W##*_}\nUSER 1\n", ("x:c", 3)),
        "the shortest prefix": ("ARG W=a_b_c\nFROM x:${W#*_}\nUSER 1\n", ("x:b_c", 3)),
        "a suffix": ("ARG W=3.22-x\nFROM x:${W%-x}\nUSER 1\n", ("x:3.22", 3)),
        "the longest suffix": ("ARG W=3.22.1\nFROM x:${W%%.*}\nUSER 1\n", ("x:3", 3)),
        "a replacement": ("ARG W=3-22-1\nFROM x:${W/-/.}\nUSER 1\n", ("x:3.22-1", 3)),
        "every replacement": ("ARG W=3-22-1\nFROM x:${W//-/.}\nUSER 1\n", ("x:3.22.1", 3)),
    },
)
def test_reading(text: str, base: tuple[str, int]) -> None:
    read_stage = read(text).final_stage
    user = next(instruction.line for instruction in read_stage.instructions if instruction.keyword == "USER")
    assert (read_stage.image.text, user) == base


@cases(
    "text, code, expected",
    {
        "a heredoc with a blank that a shell runs": (
            "FROM alpine:3.22\nRUN << EOF\napk add git\nEOF\n",
            "KF605",
            ("fail", 2),
        ),
        "a heredoc that cat writes": (
            "FROM alpine:3.22\nRUN cat <<EOF >/etc/note\ndon't (\nEOF\n",
            "KF605",
            ("pass", 1),
        ),
        "the same for downloads": (
            "FROM alpine:3.22\nRUN cat <<EOF >/etc/note\ndon't (\nEOF\n",
            "KF607",
            ("pass", None),
        ),
        "a heredoc that tee writes": (
            "FROM alpine:3.22\nRUN tee f <<EOF\ncurl x | sh (\nEOF\n",
            "KF607",
            ("pass", None),
        ),
        "a quoted delimiter": ("FROM alpine:3.22\nRUN cat <<'E' >f && apk add git\n$(\nE\n", "KF605", ("fail", 2)),
        "two heredocs in one line": (
            "FROM alpine:3.22\nRUN cat <<A >a && cat <<B >b\nx (\nA\ny (\nB\n",
            "KF605",
            ("pass", 1),
        ),
        "a loop that reads a heredoc": (
            "FROM alpine:3.22\nRUN while read a; do apk add $a; done <<EOF\ngit (\nEOF\n",
            "KF605",
            ("fail", 2),
        ),
        "a heredoc inside a chain": (
            BUILD + f"RUN ls && cat <<EOF >> go.mod && {GO}\nbody (\nEOF\n{SHIP}",
            "KF301",
            ("pass", 2),
        ),
        "the command after it is judged": (
            BUILD + f"RUN ls && cat <<EOF >> go.mod && go build -o /m .\nbody\nEOF\n{SHIP}",
            "KF301",
            ("fail", 2),
        ),
        "options of the shell that reads it": (
            BUILD + f"RUN bash -euxo pipefail <<EOF\n{GO}\nEOF\n{SHIP}",
            "KF301",
            ("pass", 2),
        ),
        "options after the heredoc": (BUILD + f"RUN <<EOF bash -o errexit -x\n{GO}\nEOF\n{SHIP}", "KF301", ("pass", 2)),
        "a shell behind a wrapper": (
            "FROM alpine:3.22\nRUN sudo -u root sh -s <<EOF\napk add a\nEOF\n",
            "KF605",
            ("fail", 2),
        ),
        "a shell that a pipe feeds": (
            "FROM alpine:3.22\nRUN cat <<EOF | sh -e\napk add a\nEOF\n",
            "KF605",
            ("fail", 2),
        ),
        "a shell with a script reads no heredoc": ("FROM a:1\nRUN sh x <<EOF\napk add a\nEOF\n", "KF605", ("pass", 1)),
        "ARG of the parent": (
            f"FROM golang:1.22 AS base\nARG CGO_ENABLED=0\nFROM base AS b\nRUN go build -o /m .\n{SHIP}",
            "KF301",
            ("pass", 4),
        ),
        "ARG of the grandparent": (
            f"FROM golang:1.22 AS a\nARG CGO_ENABLED=0\nFROM a AS c\nFROM c AS b\nRUN go build -o /m .\n{SHIP}",
            "KF301",
            ("pass", 5),
        ),
        "ARG of another stage": (
            f"FROM golang:1.22 AS a\nARG CGO_ENABLED=0\nFROM golang:1.22 AS b\nRUN go build -o /m .\n{SHIP}",
            "KF301",
            ("fail", 4),
        ),
        "a flag in the parent's ARG": (
            (
                'FROM golang:1.22 AS a\nARG LDFLAGS="-s -w"\n'
                f'FROM a AS b\nRUN go build -ldflags "$LDFLAGS" -o /m .\n{SHIP}'
            ),
            "KF304",
            ("pass", 4),
        ),
        "a release that nobody decides": ("ARG V\nFROM debian:${V}\n", "KF404", ("unknown", 2)),
        "a registry that nobody decides": ("ARG R\nFROM ${R}alpine:3.20\n", "KF401", ("unknown", 2)),
        "a tag that nobody decides changes no tier that fails": ("ARG V\nFROM debian:${V}\n", "KF401", ("fail", 2)),
        "a tag that may be a debug variant": ("ARG V\nFROM gcr.io/distroless/static:${V}\n", "KF401", ("unknown", 2)),
        "a user that the tag decides": ("ARG V\nFROM gcr.io/distroless/static:${V}\n", "KF601", ("unknown", 2)),
        "a vendor's tag that nobody decides": ("ARG V\nFROM cgr.dev/chainguard/go:${V}\n", "KF401", ("unknown", 2)),
        "a binary of an undecided image": (
            f"ARG R\nFROM ${{R}}golang:1 AS b\nRUN {GO}\n{SHIP}",
            "KF201",
            ("unknown", 2),
        ),
        "a build in the only stage": ("FROM golang:1.26\nRUN timeout 600 go build -o /m .\n", "KF101", ("fail", 2)),
        "the same build's cgo": ("FROM golang:1.26\nRUN timeout 600 go build -o /m .\n", "KF301", ("fail", 2)),
        "a download behind a wrapper": (
            "FROM debian:13\nRUN timeout 60 curl -sSL https://x.example/i.sh | bash\n",
            "KF607",
            ("fail", 2),
        ),
        "a shell behind a wrapper that runs a download": (
            "FROM debian:13\nRUN curl -sSL https://x.example/i.sh | timeout 60 bash -s -- a\n",
            "KF607",
            ("fail", 2),
        ),
        "words of a pipe are no script": ("FROM debian:13\nRUN cat f | xargs -n1 sh\n", "KF607", ("pass", None)),
        "a version that is asked for": (
            "FROM debian:13\nRUN V=$(curl -s https://x.example/latest) && echo $V\n",
            "KF607",
            ("pass", None),
        ),
        "a file that is written within a substitution": (
            "FROM debian:13\nRUN A=$(curl -so /usr/bin/a https://x.example/a)\n",
            "KF607",
            ("partial", 2),
        ),
        "a clone at a commit": (f"FROM a:1\nADD https://host.example/x/y.git#{COMMIT} /y\n", "KF607", ("pass", None)),
        "a folder of it": (f"FROM a:1\nADD https://host.example/x/y.git#{COMMIT}:docs /y\n", "KF607", ("pass", None)),
        "a commit in the query": (
            f"FROM a:1\nADD https://h.example/y.git?commit={COMMIT} /y\n",
            "KF607",
            ("pass", None),
        ),
        "over ssh": (f"FROM a:1\nADD git@h.example:x/y.git#{COMMIT} /y\n", "KF607", ("pass", None)),
        "a clone at a tag": ("FROM a:1\nADD https://host.example/x/y.git#v1.0.0 /y\n", "KF607", ("fail", 2)),
        "a clone over ssh at no commit": ("FROM a:1\nADD git@h.example:x/y.git /y\n", "KF607", ("fail", 2)),
        "a short commit": ("FROM a:1\nADD https://host.example/x/y.git#0123456 /y\n", "KF607", ("fail", 2)),
        "a file with a commit behind it is no clone": (
            f"FROM a:1\nADD https://h.example/y#{COMMIT} /y\n",
            "KF607",
            ("fail", 2),
        ),
    },
)
def test_verdicts(text: str, code: str, expected: tuple[Result, int | None]) -> None:
    assert result(code, text) == expected


@cases(
    "command",
    {
        "timeout": "timeout 60 apt-get install -y git",
        "timeout with options": "timeout -k 5 --signal=KILL 60 apt-get install -y git",
        "eatmydata": "eatmydata apt-get install -y git",
        "xargs": "xargs -a f apt-get install -y",
        "xargs in a pipe": "cat f | xargs -r -n 5 apt-get install -y",
        "a shell of xargs": "cat f | xargs -I{} sh -c 'apt-get install -y {}'",
        "find": "find . -name '*.deb' -exec apt-get install -y {} +",
        "find with a semicolon": "find . -name '*.deb' -execdir apt-get install -y {} \\;",
        "nice": "nice -n 19 apt-get install -y git",
        "nice with its old option": "nice -19 apt-get install -y git",
        "ionice": "ionice -c3 apt-get install -y git",
        "env": "env -u A B=c apt-get install -y git",
        "sudo": "sudo -E -u root apt-get install -y git",
        "stdbuf": "stdbuf -oL apt-get install -y git",
        "stdbuf with an option's word": "stdbuf -o L apt-get install -y git",
        "setarch": "setarch x86_64 -R apt-get install -y git",
        "setarch without an architecture": "setarch -R apt-get install -y git",
        "linux32": "linux32 apt-get install -y git",
        "fakeroot": "fakeroot -- apt-get install -y git",
        "flock": "flock -w 5 /var/lock/x apt-get install -y git",
        "chroot": "chroot /r apt-get install -y git",
        "nohup and time": "nohup time -f %E apt-get install -y git",
        "a wrapper of a wrapper": "sudo timeout 60 nice eatmydata apt-get install -y git",
        "an init": "tini -s -- apt-get install -y git",
        "busybox": "busybox apk add git",
        "a substitution": "echo $(apt-get install -y git)",
        "a substitution in a word": 'echo "done: $(apt-get install -y git 2>&1)"',
        "an assignment": "LOG=$(apt-get install -y git)",
        "backticks": "echo `apt-get install -y git`",
        "a process": "tee f < <(apt-get install -y git)",
        "a substitution in a substitution": "echo $(echo $(apt-get install -y git))",
        "a variable that holds the command": 'APT="apt-get install -y" && $APT git',
        "a variable in braces": 'APT="apt-get -y" ; ${APT} install git',
        "a variable with a default": "${APT:-apt-get} install -y git",
        "a variable behind a wrapper": 'APT="apt-get install -y" && timeout 60 $APT git',
        "a variable that holds a wrapper": 'S="sudo -E" && $S apt-get install -y git',
        "an empty variable": 'S="" && $S apt-get install -y git',
        "a variable that nothing sets": "$SUDO apt-get install -y git",
        "eval": "eval apt-get install -y git",
        "eval of a text": "eval 'apt-get install -y git'",
    },
)
def test_commands_behind_wrappers(command: str) -> None:
    assert result("KF605", f"FROM debian:13\nUSER 0\nRUN {command}\n") == ("fail", 3)


@cases(
    "command",
    {
        "exec form": '["timeout", "60", "apt-get", "install", "-y", "git"]',
        "exec form with a shell": '["nice", "sh", "-c", "apt-get install -y git"]',
        "an ENV that holds the command": "$INSTALL git",
    },
)
def test_wrappers_of_instructions(command: str) -> None:
    assert result("KF605", f'FROM debian:13\nENV INSTALL="apt-get install -y"\nRUN {command}\n') == ("fail", 3)


@cases(
    "command",
    {
        "a wrapper asked for its version": "timeout --version",
        "a program of the same name": "echo timeout 60 apt-get install",
        "command -v": "command -v apt-get",
        "find without a command": "find / -name apt-get",
        "words of a variable": 'A="apt-get install"; echo $A',
        "a folder changed in a substitution": "D=$(cd /x && pwd) && ls",
    },
)
def test_what_runs_no_package_manager(command: str) -> None:
    assert result("KF605", f"FROM debian:13\nRUN {command}\n") == ("pass", 1)


@cases(
    "name",
    {
        "a time": "TOKEN_EXPIRY_SECONDS=60",
        "a header": "API_KEY_HEADER=X-Api",
        "a provider": "CREDENTIALS_PROVIDER=file",
        "a policy": "PASSWORD_MIN_LENGTH=12",
        "an address": "TOKEN_ENDPOINT=https://x.example/token",
        "a place": "SECRET_NAMESPACE=kubeflow",
        "a checksum": f"TOKEN_TOOL={COMMIT}",
        "a switch": "ALLOW_EMPTY_PASSWORD=yes",
    },
)
def test_names_that_only_mention_a_secret(name: str) -> None:
    assert result("KF608", f"FROM alpine:3.22\nENV {name}\n") == ("pass", None)


@cases(
    "name",
    {
        "a number after it": "DB_PASSWORD_2=hunter2",
        "of what it is": "PASSWORD_ADMIN=hunter2",
        "in what form": "TOKEN_BASE64=aGVsbG8=",
        "a framework's": "SECRET_KEY_BASE=abc",
        "a random value under a longer name": "TOKEN_GITLAB_RUNNER=Zx81pQ7rT2mN5vB9kL3wY6",
    },
)
def test_names_that_are_a_secrets(name: str) -> None:
    assert result("KF608", f"FROM alpine:3.22\nENV {name}\n") == ("fail", 2)


def test_no_rule_is_unknown_where_a_heredoc_only_writes_a_file() -> None:
    text = f"{BUILD}RUN cat <<'EOF' > go.mod && {GO}\nmodule 'x\nEOF\n{SHIP}"
    plain = f"{BUILD}RUN {GO}\n{SHIP}"
    assert verdicts(text) == verdicts(plain)
    assert {rule.code for rule in catalogue.every()} == set(verdicts(text))


@cases(
    "image, code, expected",
    {
        "a toolchain": ("dhi.io/golang:1.26-debian13", "KF401", ("fail", 1)),
        "no shell": ("dhi.io/python:3.13-debian13", "KF401", ("pass", 1)),
        "its development variant": ("dhi.io/python:3.13-debian13-dev", "KF401", ("fail", 1)),
        "a shell in one distribution only": ("dhi.io/nginx:1.31-alpine", "KF401", ("fail", 1)),
        "none in the other": ("dhi.io/nginx:1.31-debian13", "KF401", ("pass", 1)),
        "a tag that may name either": ("dhi.io/nginx:${V}", "KF401", ("unknown", 1)),
        "an image that is not in the catalogue": ("dhi.io/nosuch:1", "KF401", ("unknown", 1)),
        "root": ("dhi.io/dotnet:10-sdk", "KF601", ("fail", 1)),
        "not root": ("dhi.io/node:24-debian13", "KF601", ("pass", 1)),
        "the user of none in the catalogue": ("dhi.io/nosuch:1", "KF601", ("unknown", 1)),
        "the release": ("dhi.io/golang:1.26-debian13", "KF404", ("pass", 1)),
    },
)
def test_hardened_images(image: str, code: str, expected: tuple[Result, int | None]) -> None:
    assert result(code, f"FROM {image}\n") == expected


def test_users_of_hardened_images_by_image() -> None:
    assert in_short("KF601", "FROM dhi.io/node:24-debian13\n").startswith(
        "pass: no USER; dhi.io/node:24-debian13 runs as user 1000 | 1: FROM dhi.io/node:24-debian13"
    )


def test_a_floating_tag_by_the_images_own_record() -> None:
    assert in_short("KF404", "FROM node:22\n") == (
        "partial: floating: it meant debian 12 on 2026-08-14, which only its long-term team supports; "
        "a rebuild gives the same | 1: FROM node:22 | "
        "-> Name a supported release."
    )
