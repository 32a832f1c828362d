"""The kind of a component: each group of signals, ties, confidence and evidence."""

import pytest

from audit.components.classification.clues import words
from audit.components.classification.kind import find
from audit.model.evidence import Answer, Evidence
from audit.policy.signals import Languages, Signal, Signals
from tests.components.looking import SIGNALS, component, observed, read, tree


def signals(**groups: tuple[Signal, ...]) -> Signals:
    """Return the given groups of signals and no other."""
    given = {name: () for name in Signals.__slots__ if name != "languages"}
    return Signals(**{"languages": Languages((), (), (), (), (), ()), **given, **groups})  # type: ignore[arg-type]


SERVICE = (Signal("service", 1, ("any",)),)
STARTS = "func main() { mgr, _ := ctrl.NewManager(config, options) }\n"
MAIN = 'package main\n\nimport (\n\t"fmt"\n\tctrl "sigs.k8s.io/controller-runtime"\n)\n'


@pytest.mark.parametrize(
    ("group", "signal", "evidence"),
    [
        pytest.param(
            "repositories",
            Signal("tooling", 3, ("r",)),
            Evidence("u/Dockerfile", None, "the repository is r"),
            id="the repository's name",
        ),
        pytest.param(
            "paths", Signal("tooling", 3, ("u",)), Evidence("u/Dockerfile", None, "the path says u"), id="the path"
        ),
        pytest.param("imports", Signal("tooling", 3, ("fmt",)), Evidence("main.go", 4, "imports fmt"), id="imports"),
        pytest.param(
            "bases",
            Signal("tooling", 3, ("cuda",)),
            Evidence("u/Dockerfile", 4, "FROM nvidia/cuda:12"),
            id="the base image",
        ),
        pytest.param(
            "programs",
            Signal("tooling", 3, ("sshd",)),
            Evidence("u/Dockerfile", 5, "runs /usr/bin/sshd -D"),
            id="the program",
        ),
        pytest.param(
            "frontend", Signal("tooling", 3, ("built",)), Evidence("u/Dockerfile", 3, "npm run build"), id="a front end"
        ),
    ],
)
def test_each_group_speaks(group: str, signal: Signal, evidence: Evidence) -> None:
    text = (
        "FROM node AS f\nCOPY . .\nRUN npm run build && go build .\nFROM nvidia/cuda:12\n"
        'CMD ["/usr/bin/sshd", "-D"]\nCOPY --from=f /d /d\n'
    )
    looked = observed(read(text, "u/Dockerfile"), tree({"main.go": MAIN}))
    said = Evidence(evidence.path, evidence.line, f"{evidence.text} (speaks for tooling, 3)")
    assert find(looked, signals(**{group: (signal,)})) == Answer("tooling", "medium", (said,))


def test_an_image_that_runs_nothing_speaks() -> None:
    quiet = signals(silent=(Signal("workload", 2, ("no-program",)),))
    said = Evidence("Dockerfile", 1, "no ENTRYPOINT or CMD (speaks for workload, 2)")
    assert find(observed(read("FROM x\n"), tree({})), quiet) == Answer("workload", "medium", (said,))


def test_the_base_of_an_image_that_runs_nothing_speaks() -> None:
    quiet = signals(silent=(Signal("tooling", 2, ("golang",)),))
    said = Evidence("Dockerfile", 1, "no ENTRYPOINT or CMD on golang:1 (speaks for tooling, 2)")
    assert find(observed(read("FROM golang:1\n"), tree({})), quiet) == Answer("tooling", "medium", (said,))


def test_an_image_that_starts_only_what_it_is_told_speaks() -> None:
    quiet = signals(silent=(Signal("tooling", 2, ("idle",)),))
    files = tree({"run.sh": '#!/bin/sh\nexec tini -- "$@"\n'})
    said = Evidence("run.sh", 1, "starts only what it is told (speaks for tooling, 2)")
    looked = observed(read('FROM x\nCOPY run.sh /\nENTRYPOINT ["/run.sh"]\n'), files)
    assert find(looked, quiet) == Answer("tooling", "medium", (said,))


@pytest.mark.parametrize(
    ("weights", "kind", "confidence"),
    [
        pytest.param({"service": 3, "controller": 3}, "controller", "low", id="the first of the order wins a tie"),
        pytest.param({"tooling": 3, "workload": 3}, "workload", "low", id="whichever was met first"),
        pytest.param({"service": 4, "controller": 3}, "service", "low", id="the heavier wins"),
        pytest.param({"service": 5, "controller": 3}, "service", "medium", id="by two"),
        pytest.param({"service": 8, "controller": 3}, "service", "high", id="by five"),
        pytest.param({"service": 5}, "service", "high", id="alone"),
    ],
)
def test_weights(weights: dict[str, int], kind: str, confidence: str) -> None:
    given = tuple(Signal(name, weight, ("r",)) for name, weight in weights.items())  # type: ignore[arg-type]
    answer = find(observed(read("FROM x\n"), tree({})), signals(repositories=given))
    assert (answer.value, answer.confidence) == (kind, confidence)


def test_a_signal_speaks_once_and_the_winners_evidence_comes_first() -> None:
    given = signals(otherwise=SERVICE, paths=(Signal("tooling", 2, ("a", "b")),))
    assert find(observed(read("FROM x\n", "a/b/Dockerfile"), tree({})), given) == Answer(
        "tooling",
        "low",
        (
            Evidence("a/b/Dockerfile", None, "the path says a (speaks for tooling, 2)"),
            Evidence("a/b/Dockerfile", 1, "an image of the organisation (speaks for service, 1)"),
        ),
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("a/b", {"a", "b"}, id="parts of a path"),
        pytest.param("db-manager", {"db-manager", "db", "manager"}, id="a part whole and divided"),
        pytest.param("Dockerfile.UI", {"dockerfile.ui", "dockerfile", "ui"}, id="case does not count"),
        pytest.param("x:1@y", {"x", "1", "y"}, id="tag and digest"),
        pytest.param("uid", {"uid"}, id="no substring"),
        pytest.param("", set(), id="nothing"),
    ],
)
def test_words(text: str, found: set[str]) -> None:
    assert words(text) == found


THIN = 'package main\n\nimport "o.io/r/pkg/p"\n'
RECONCILES = "func f() { (&x.FooReconciler{\n\tClient: mgr.GetClient(),\n}).SetupWithManager(mgr) }\n"
ELECTS = (
    'package p\n\nimport (\n\t"k8s.io/client-go/tools/cache"\n\telection "k8s.io/client-go/tools/leaderelection"\n'
    '\t"k8s.io/client-go/util/workqueue"\n)\n\nfunc f() { i.AddEventHandler(h)\n'
    "\tworkqueue.NewTypedRateLimitingQueue[x](l)\n\telection.RunOrDie(c) }\n"
)
GO = 'FROM golang AS b\nCOPY . .\nRUN go build -o /a .\nFROM scratch\nCOPY --from=b /a /a\nENTRYPOINT ["/a"]\n'
EMBEDS = "FROM node AS u\nRUN npm run build\n" + GO.replace("COPY . .", "COPY --from=u /d d")


@pytest.mark.parametrize(
    ("text", "path", "files", "kind"),
    [
        pytest.param(GO, "Dockerfile", {"main.go": MAIN}, "service", id="controller-runtime, for its logger only"),
        pytest.param(GO, "Dockerfile", {"main.go": MAIN + STARTS}, "controller", id="a manager that is started"),
        pytest.param(GO, "server.Dockerfile", {"main.go": MAIN + STARTS}, "service", id="a server with a manager"),
        pytest.param(
            GO,
            "operator/Dockerfile",
            {"operator/main.go": "package main\n"},
            "controller",
            id="a name that no source refutes",
        ),
        pytest.param(GO, "operator/Dockerfile", {"main.go": MAIN}, "service", id="a name that the sources refute"),
        pytest.param(
            GO,
            "a/Dockerfile",
            {"main.go": THIN, "pkg/p/p.go": MAIN + STARTS + RECONCILES},
            "controller",
            id="a reconciler in a package that the main package imports",
        ),
        pytest.param(
            GO,
            "a/Dockerfile",
            {"main.go": THIN, "pkg/p/p.go": MAIN + RECONCILES},
            "service",
            id="a reconciler that the program adds to no manager",
        ),
        pytest.param(
            GO,
            "a/Dockerfile",
            {"main.go": MAIN + STARTS + "func (x *X) Reconcile(c C, r ctrl.Request) (R, error) {}\n"},
            "controller",
            id="a method that reconciles, whatever its type is called",
        ),
        pytest.param(
            GO,
            "a/Dockerfile",
            {"main.go": THIN, "pkg/p/p.go": ELECTS},
            "controller",
            id="a queue fed by an informer, and a leader",
        ),
        pytest.param(
            'FROM x\nCOPY out/op /op\nCMD ["/op"]\n',
            "a/Dockerfile",
            {"x/cmd/op/main.go": MAIN + STARTS + RECONCILES},
            "controller",
            id="a prebuilt binary of one folder's name",
        ),
        pytest.param(
            GO.replace('/a"', '/foo-cli"'),
            "operator/Dockerfile",
            {"main.go": MAIN},
            "tooling",
            id="a command line beside an operator",
        ),
        pytest.param(
            'FROM alpine\nRUN apk add jq\nENTRYPOINT ["jq"]\n',
            "a/Dockerfile",
            {},
            "tooling",
            id="another project's command line",
        ),
        pytest.param(
            'FROM python\nCMD ["python", "-m", "s", "--model_dir=/m"]\n',
            "server/Dockerfile",
            {},
            "workload",
            id="started with models to serve",
        ),
        pytest.param(
            'FROM python\nCOPY s.py .\nCMD ["python", "s.py"]\n',
            "server/Dockerfile",
            {"server/s.py": "from kserve import Model\nclass S(Model):\n    pass\n"},
            "workload",
            id="a class of a serving library",
        ),
        pytest.param(
            'FROM python\nCOPY s.py .\nCMD ["python", "s.py"]\n',
            "a/Dockerfile",
            {"a/s.py": "import kopf\n@kopf.on.create('x')\ndef f(): ...\n"},
            "controller",
            id="handlers of an operator in Python",
        ),
        pytest.param(
            "FROM x\n",
            "images/a/Dockerfile",
            {"images/README.md": "a | Server for e2e tests\n"},
            "tooling",
            id="a README lists it for tests",
        ),
        pytest.param(
            'FROM x\nCMD ["/s"]\n',
            "images/a/Dockerfile",
            {"images/README.md": "* `a`: an example of x\n"},
            "example",
            id="a README lists it as an example",
        ),
        pytest.param(
            'FROM x\nCMD ["/s"]\n',
            "images/a/Dockerfile",
            {"images/README.md": "ab: an example of x\n"},
            "service",
            id="a README lists another",
        ),
        pytest.param(
            "FROM x\n",
            "a/Dockerfile",
            {"docker-compose.yml": "services:\n  a:\n    build: ./a\n"},
            "service",
            id="a compose file builds it",
        ),
        pytest.param(
            "FROM x\n",
            "a/D",
            {"compose.yaml": "x:\n  build:\n    context: .\n    dockerfile: a/D\n"},
            "service",
            id="a compose file names its file",
        ),
        pytest.param(
            'FROM x\nCMD ["/s"]\n',
            "images/a/Dockerfile",
            {"images/README.md": "Build a, an example:\n"},
            "service",
            id="a README that mentions it in a sentence",
        ),
        pytest.param(
            "FROM debian\nRUN apt-get install openssh-server\n",
            "a/Dockerfile",
            {},
            "workload",
            id="made for remote login",
        ),
        pytest.param(
            "FROM x\nCOPY ui/build /ui\n",
            "Dockerfile",
            {"ui/package.json": "{}"},
            "web-app",
            id="pages that are built before the image",
        ),
        pytest.param(EMBEDS, "Dockerfile", {"main.go": MAIN}, "web-app", id="pages that a program embeds"),
        pytest.param(EMBEDS, "Dockerfile", {"main.go": ELECTS}, "controller", id="a controller that embeds pages"),
        pytest.param(GO, "Dockerfile", {"main.go": "package main\n"}, "service", id="nothing speaks"),
        pytest.param(GO, "vendor/a/Dockerfile", {"main.go": MAIN}, "vendored", id="a vendored copy"),
        pytest.param(GO, "examples/a/Dockerfile", {"main.go": MAIN}, "example", id="an example"),
        pytest.param(GO, "test/a/Dockerfile", {"main.go": "package main\n"}, "tooling", id="a test's image"),
        pytest.param(
            "FROM node AS f\nRUN npm run build\nFROM nginx\nCOPY --from=f /d /d\n",
            "ui/Dockerfile",
            {},
            "web-app",
            id="a front end",
        ),
        pytest.param(
            "FROM jupyter/x\nCMD start-notebook.sh\n",
            "samples/notebook/Dockerfile",
            {},
            "example",
            id="an example comes first",
        ),
        pytest.param("FROM golang\nRUN go install y\n", "a/Dockerfile", {}, "tooling", id="a tool chain"),
        pytest.param("FROM jupyter/x\nCMD start-notebook.sh\n", "a/Dockerfile", {}, "workload", id="a notebook"),
    ],
)
def test_shipped_signals(text: str, path: str, files: dict[str, str], kind: str) -> None:
    assert component(text, files | {"go.mod": "module o.io/r\n"}, path=path).kind.value == kind


@pytest.mark.parametrize(
    ("repository", "path", "kind"),
    [
        pytest.param(
            "o/docs-agent", "docs-agent-mcp/issuer/Dockerfile", "service", id="the repository's own name is mute"
        ),
        pytest.param("o/r", "docs-mcp/issuer/Dockerfile", "service", id="docs inside a compound name are none"),
        pytest.param("o/r", "docs/site/Dockerfile", "tooling", id="a folder of docs"),
        pytest.param("o/test", "test/Dockerfile", "tooling", id="a folder that is called like the repository speaks"),
        pytest.param("o/test", "retest-test/Dockerfile", "tooling", id="only the beginning is the repository's name"),
    ],
)
def test_path_words_of_shipped_signals(repository: str, path: str, kind: str) -> None:
    text = "FROM python\nCMD python x.py\n"
    assert component(text, path=path, repository=repository).kind.value == kind


def test_a_front_end_outweighs_the_names_of_folder_and_repository() -> None:
    text = "FROM node AS f\nRUN npm run build\nFROM python\nCOPY --from=f /d /d\nCMD gunicorn app\n"
    assert component(text, path="apps/jupyter/Dockerfile", repository="o/notebooks").kind.value == "web-app"


def test_what_a_kustomize_function_imports_speaks_for_tooling() -> None:
    main = {"a/main.go": 'package main\n\nimport "sigs.k8s.io/kustomize/kyaml/kio"\n'}
    assert component(GO, main, path="a/Dockerfile").kind.value == "tooling"


SERVER = 'import "github.com/gin-gonic/gin"\n'


@pytest.mark.parametrize(
    ("main", "kind"),
    [
        pytest.param(MAIN + STARTS, "controller", id="a manager and nothing else"),
        pytest.param(MAIN + SERVER + STARTS, "service", id="a web server with a manager for its cache"),
        pytest.param(MAIN + SERVER + STARTS + RECONCILES, "controller", id="a reconciler is added to the manager"),
        pytest.param(MAIN + STARTS + "func s() { srv.SetupWithManager(mgr) }\n", "service",
                     id="a server that the manager starts"),
    ],
)  # fmt: skip
def test_a_manager_makes_no_controller_beside_a_server(main: str, kind: str) -> None:
    assert component(GO, {"main.go": main}).kind.value == kind


def test_a_manager_of_another_library_is_none() -> None:
    main = 'package main\n\nimport "x.io/y"\nfunc main() { kafka.NewManager(a) }\n'
    said = component(GO, {"main.go": main}).kind.evidence
    assert [evidence.text for evidence in said] == ["an image of the organisation (speaks for service, 1)"]


def test_the_package_at_the_root_says_nothing_of_an_image_that_runs_and_compiles_nothing() -> None:
    text = "FROM python\nRUN pip install x\n"
    assert component(text, {"main.go": MAIN + STARTS}, path="sdk/Dockerfile").kind.value == "tooling"


def test_what_no_stage_of_the_image_builds_says_nothing() -> None:
    text = GO.replace("FROM scratch", "FROM golang AS c\nCOPY . .\nRUN go build -o /c ./cmd/c\nFROM scratch")
    assert component(text, {"main.go": "package main\n", "cmd/c/main.go": MAIN + STARTS}).kind.value == "service"


def test_a_component_of_pipelines_speaks_for_a_workload_and_says_where() -> None:
    files = {"a/train/component.yaml": "implementation:\n  container:\n    image: x/y\n"}
    answer = component("FROM python\nENTRYPOINT bash\n", files, path="a/Dockerfile").kind
    said = "a pipeline's component is made of it (speaks for workload, 6)"
    assert (answer.value, answer.evidence[0]) == ("workload", Evidence("a/train/component.yaml", 3, said))


def test_shipped_signals_name_known_kinds() -> None:
    assert [each.words for each in SIGNALS.otherwise] == [("any",)]
