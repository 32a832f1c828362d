"""Build scoreboards to render: the rows of an organisation like a real one, and what sums them up."""

from collections.abc import Callable

from audit.model.component import Component, Owners, Program
from audit.model.deployment import Deployment
from audit.model.dockerfile import Dockerfile, Image, Instruction, Stage, Transfer
from audit.model.evidence import Answer, Evidence, Skipped
from audit.model.finding import Finding, Result, RuleText, Severity, Verdict
from audit.model.place import Place
from audit.model.priority.blocker import Blocker
from audit.model.priority.ranking import NOT_RANKED, Letter, Priority, Ranking, Target
from audit.model.runtime import Released, Runtime
from audit.model.scoreboard import Method, Run, Scoreboard, Standing
from audit.model.summary import LedgerLine, Outcomes, Summary, Tally

COMMIT = "7b70c7b95f6832772efd6fd0029a4024491a0f44"
HOSTILE = "</script><img src=x onerror=alert(1)>\"'&\u202egnp.exe\u200b\x07"
RESULTS: dict[str, Result] = {"+": "pass", "~": "partial", "-": "fail", "?": "unknown", ".": "not-applicable"}
RULES: tuple[tuple[str, str, str, Severity, float], ...] = (
    ("KF101", "multi-stage-build", "Build in a stage of its own", "must", 10),
    ("KF202", "go-version", "Build with Go 1.13 or newer", "must", 10),
    ("KF301", "cgo-disabled", "Build Go without cgo", "must", 10),
    ("KF303", "rebuild-all", "Rebuild all packages", "may", 1),
    ("KF401", "distroless-runtime", "Run on a distroless image", "must", 10),
    ("KF402", "language-runtime", "Run on the language's distroless image", "should", 5),
    ("KF501", "scanned", "Scan the image for vulnerabilities", "should", 5),
    ("KF601", "non-root-user", "Run as a numeric user other than root", "info", 0),
)
# repository, path, name, kind, language, base, tier, verdicts by rule, score, priority, effort, impact
ROWS = (
    ("kubeflow/katib", "cmd/katib-controller/v1beta1/Dockerfile", "katib-controller", "controller", "go",
     "alpine:3.15", "minimal", "+++--.?-", 56.5, "P1", "S", 91.0),
    ("kubeflow/pipelines", "backend/Dockerfile", "kfp-api-server", "service", "go",
     "debian:stable-slim", "slim", "++---.?-", 43.5, "P2", "L", 88.2),
    ("kubeflow/katib", "cmd/db-manager/v1beta1/Dockerfile", "katib-db-manager", "service", "go",
     "alpine:3.15", "minimal", "+++--.?-", 56.5, "P1", "S", 85.0),
    ("kubeflow/pipelines", "backend/Dockerfile.cacheserver", "kfp-cache-server", "controller", "go",
     "alpine:3.21", "minimal", "++~--.?~", 50.0, "P1", "M", 80.4),
    ("kubeflow/notebooks", "components/crud-web-apps/jupyter/Dockerfile", "jupyter-web-app", "web-app", "python",
     "python:3.12-slim", "slim", "+...-.?-", 50.0, "P2", "L", 72.0),
    ("kubeflow/pipelines", "frontend/Dockerfile", "kfp-frontend", "web-app", "node",
     "node:?-alpine", "minimal", "~...-.?-", 25.0, "P2", "L", 70.1),
    ("kubeflow/notebooks", "components/pvcviewer-controller/Dockerfile", "pvcviewer-controller", "controller", "go",
     "gcr.io/distroless/base:debug", "distroless", "+++-~+?+", 84.8, "P3", "S", 22.0),
    ("kubeflow/pipelines", "third_party/metadata_envoy/Dockerfile", "kfp-metadata-envoy", "service", "other",
     "envoyproxy/envoy:v1.27", "unknown", "....?.?.", None, "P4", "M", 18.0),
    ("kubeflow/trainer", "cmd/trainer-controller-manager/Dockerfile", "trainer-controller-manager", "controller", "go",
     "gcr.io/distroless/static:nonroot", "distroless", "+++++++~", 100.0, "done", "S", 0.0),
    ("kubeflow/trainer", "cmd/runtimes/deepspeed/Dockerfile", "deepspeed-runtime", "workload", "python",
     "nvidia/cuda:12.8.1-devel-ubuntu22.04", "full", "-...-.?-", 0.0, "", "L", 0.0),
    ("kubeflow/katib", "examples/v1beta1/trial-images/pytorch-mnist/Dockerfile.cpu", "pytorch-mnist", "example",
     "python", "python:3.11-slim", "slim", "-...-.?-", 0.0, "", "M", 0.0),
    ("kubeflow/pipelines", "test/Dockerfile", "test-runner", "tooling", "shell",
     "google/cloud-sdk:279.0.0", "full", "-...-.?-", 0.0, "", "M", 0.0),
)  # fmt: skip
OWNERS = {
    "kubeflow/pipelines": Owners(("chensun", "mprahl"), (Evidence("OWNERS", 1, "approvers: chensun, mprahl"),)),
    "kubeflow/trainer": Owners(("mprahl",), (Evidence("OWNERS", 1, "approvers: mprahl"),)),
}
PROJECTS = {"kubeflow/pipelines": "graduated", "kubeflow/notebooks": "incubating"}
GROUPS = {"kubeflow/katib": "AutoML", "kubeflow/pipelines": "Pipelines", "kubeflow/notebooks": "Notebooks",
          "kubeflow/trainer": "Training"}  # fmt: skip


def image(text: str) -> Image:
    """Return an image of Docker Hub with a tag."""
    repository, _, tag = text.partition(":")
    return Image(text, "", repository, tag, "")


def dockerfile(path: str, base: str) -> Dockerfile:
    """Return a Dockerfile of two stages."""
    build = Instruction("RUN", "CGO_ENABLED=0 go build -o /manager ./cmd", 4, 4)
    run = Instruction("ENTRYPOINT", '["/manager"]', 12, 12, words=("/manager",))
    stages = (
        Stage(0, "build", image("golang:1.23"), None, "$BUILDPLATFORM", 1, (build,), ()),
        Stage(1, "", image(base), None, "", 9, (run,), (Transfer(10, 0, ("/manager",), "/manager"),)),
    )
    return Dockerfile(path, (), stages, 1)


def finding(rule: tuple[str, str, str, Severity, float], sign: str, path: str, base: str) -> Finding:
    """Return one rule's finding."""
    code, slug, title, severity, weight = rule
    result = RESULTS[sign]
    seen = result in {"fail", "partial", "pass"}
    verdict = Verdict(
        result,
        f"{title}: {'yes' if result == 'pass' else result}",
        9 if seen else None,
        (Evidence(path, 9, f"FROM {base}"), Evidence("Makefile", 31, "\tgo build ./cmd")) if seen else (),
        "Stand the final stage on gcr.io/distroless/static-debian12:nonroot" if result in {"fail", "partial"} else "",
    )
    return Finding(code, slug, severity, weight, verdict)


def standing(
    rank: int, row: tuple[str, str, str, str, str, str, str, str, float | None, Priority, str, float]
) -> Standing:
    """Return one row of the scoreboard."""
    repository, path, name, kind, language, base, tier, verdicts, score, priority, effort, impact = row
    scoped = kind in {"controller", "web-app", "service"}
    evidence = (Evidence(path, 12, 'ENTRYPOINT ["/manager"]'), Evidence("cmd/main.go", 44, "ctrl.NewManager(cfg)"))
    blocker = Blocker(
        "shell-form command", path, 14, "CMD ./server --level ${LEVEL}", "Write the command in exec form", "L"
    )
    return Standing(
        rank=rank if scoped else 0,
        priority=priority,
        place=Place(
            repository,
            "master",
            COMMIT,
            GROUPS[repository],
            f"https://github.com/{repository}/blob/{COMMIT}/{path}",
            PROJECTS.get(repository, ""),
        ),
        component=Component(
            name=name,
            dockerfile=dockerfile(path, base),
            commands=(),
            builds=(),
            program=Program(("/manager",), evidence[:1]),
            language=Answer(language, "high", evidence[1:]),
            kind=Answer(kind, "medium", evidence),
            owners=OWNERS.get(repository, Owners()),
        ),
        in_scope=scoped,
        scope_reason="the distribution deploys it by default" if scoped else f"{kind} images are not deployed",
        runtime=Runtime(
            image(base),
            tier,
            base.partition(":")[0],
            "3.15" if tier == "minimal" else "",
            "no" if "3.15" in base else "?",
            "2023-11-01" if "3.15" in base else "",
        ),
        multi_stage=verdicts[0] == "+",
        findings=tuple(finding(rule, sign, path, base) for rule, sign in zip(RULES, verdicts, strict=True)),
        score=score,
        grade=""
        if score is None
        else next(grade for grade, least in zip("ABCDE", (90, 75, 50, 25, 0), strict=True) if score >= least),
        coverage=0.0 if score is None else 0.9,
        blockers=(blocker,) if effort == "L" else (),
        next_step=f"Move {name} to gcr.io/distroless/static-debian12:nonroot" if priority not in {"done", ""} else "",
        deployment=Deployment(
            "default", "a default installation runs it", "acme/manifests base/deployment.yaml:7", "v1.0"
        ),
        released=Released("v1.0", COMMIT, path, "alpine:3.10", 12.5, ("KF401", "KF402"), ()),
        reason=f"{priority}. {name} ships on {base}." if scoped else f"Not ranked: {name}.",
        ranking=ranking(name, priority, effort, impact, evidence) if scoped else NOT_RANKED,
    )


def ranking(name: str, priority: Priority, effort: str, impact: float, evidence: tuple[Evidence, ...]) -> Ranking:
    """Return letters with reasons, and a campaign of its own."""
    value = "none" if priority in ("done", "exempt") else "H" if impact >= 55 else "M"
    return Ranking(
        value=Letter(value, "what goes", evidence[:1]),
        exposure=Letter("A", "who runs it", evidence[1:]),
        effort=Letter(effort, "what it takes"),
        target=Target("gcr.io/distroless/static-debian13:nonroot", "made for go"),
        user="root",
        campaign=f"{name} to static, {priority}",
        size=1,
        step_effort=effort,
    )


def summary(name: str, standings: tuple[Standing, ...]) -> Summary:
    """Return the summary of these rows."""
    scoped = [s for s in standings if s.in_scope]
    scores = [s.score for s in scoped if s.score is not None]
    counts = {priority: sum(s.priority == priority for s in scoped) for priority in ("P1", "P2", "P3", "P4", "done")}
    score = sum(scores) / len(scores) if scores else None
    return Summary(
        name,
        len(standings),
        len(scoped),
        score,
        "" if score is None else "C",
        0.9 if scores else 0.0,
        tuple(counts.items()),
    )


def tally(code: str, standings: tuple[Standing, ...]) -> Tally:
    """Return how often each verdict of a rule was given in scope."""
    results = [f.verdict.result for s in standings if s.in_scope for f in s.findings if f.rule == code]
    return Tally(code, tuple((result, results.count(result)) for result in RESULTS.values()))


def ledger_line(total: Summary) -> LedgerLine:
    """Return a repository's line."""
    return LedgerLine(
        total.name,
        "master",
        COMMIT,
        GROUPS[total.name],
        "audited",
        "",
        total.dockerfiles,
        total.in_scope,
        0,
        total.score,
        total.grade,
    )


def assemble(standings: tuple[Standing, ...]) -> Scoreboard:
    """Return a scoreboard of these rows."""

    def select(field: Callable[[Standing], str]) -> tuple[Summary, ...]:
        names = sorted({field(s) for s in standings})
        return tuple(summary(name, tuple(s for s in standings if field(s) == name)) for name in names)

    repositories = select(lambda s: s.place.repository)
    return Scoreboard(
        run=Run("kubeflow", "2026-08-14", "0.1.0", "2026.1", "kubeflow-2020", "sha256:3f1c9a"),
        total=summary("kubeflow", standings),
        groups=(*select(lambda s: s.place.working_group), Summary("Manifests", 0, 0, None, "", 0.0, ())),
        repositories=repositories,
        standings=standings,
        rules=tuple(
            RuleText(
                code,
                slug,
                title,
                f"{title}, because less is less to attack.",
                f"It is recommended: {slug}.",
                severity,
                weight,
            )
            for code, slug, title, severity, weight in RULES
        ),
        tallies=tuple(tally(code, standings) for code, *_ in RULES),
        ledger=(
            *(ledger_line(total) for total in repositories if total.name in GROUPS),
            LedgerLine(
                "kubeflow/hub", "main", "", "Hub", "failed", "the server did not answer within 60 s", 0, 0, 0, None, ""
            ),
        ),
        outcomes=Outcomes(4, 3, 0, 0, 1),
        skipped=(Skipped("kubeflow/katib", "master", "scripts/Dockerfile", "not UTF-8"),),
        other_builds=(),
        waivers=(),
        overrides=(),
        notices=(),
        inactive=(LedgerLine("kubeflow/fairing", "", "", "", "skipped", "archived on GitHub", 0, 0, 0, None, ""),),
        method=(
            Method("Score", "100 times the weight kept, over the weight that applies and is known."),
            Method("Coverage", "The share of the weight that was known."),
        ),
    )
