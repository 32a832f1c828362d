"""Keep build commands out of the stage that ships.

A second stage does little good when it compiles or installs again: the tools and caches of the build ship with it.

Judged: fails when a build command runs in the final stage of a multi-stage file, `npm install --global` included.
Does not apply to a single stage; KF101 speaks of that. OS packages are no build.

Mend: do the work in the build stage and copy its result, for Python as wheels or a virtual environment, for Node as
`node_modules` without development dependencies.

Limits: a command hidden in a script that is not in the repository is not seen.
"""

from audit.compliance.case.case import Case, verdict
from audit.model.finding import Result, Verdict

CODE = "KF102"
UNDERMINED: tuple[Result, ...] = ("pass",)
GUIDELINE = "Copy the binaries generated from the build stage to the actual image."
BAD = """\
FROM node:24 AS build
COPY . .
RUN npm ci && npm run build
FROM node:24-slim
COPY --from=build /dist /dist
RUN npm ci --omit=dev
CMD ["node", "/dist/server.js"]
"""
GOOD = """\
FROM node:24 AS build
COPY . .
RUN npm ci && npm run build && npm prune --omit=dev
FROM gcr.io/distroless/nodejs24-debian13:nonroot
COPY --from=build /dist /dist
COPY --from=build /node_modules /node_modules
CMD ["/dist/server.js"]
"""


def judge(case: Case) -> Verdict:
    """Look for build commands in the final stage."""
    if not case.dockerfile.is_multi_stage:
        return verdict("not-applicable", "a single stage: KF101 speaks of it")
    final = case.dockerfile.final_stage
    found = tuple(case.at(build.line, build.text) for build in case.builds() if build.stage == final.index)
    if found:
        return verdict("fail", "the final stage builds", found, "Build in the earlier stage and copy the result.")
    return verdict("pass", "the final stage runs no build command", (case.at(final.line, f"FROM {final.image.text}"),))
