"""What to write instead of the stage that ships."""

from tests.cases import cases
from tests.judging import standing

GO = """FROM golang:1.26 AS builder
WORKDIR /w
COPY . .
RUN CGO_ENABLED=0 go build -o manager .
FROM alpine:3.22
RUN apk add ca-certificates
ENV MODE=fast
WORKDIR /
COPY --from=builder --chown=1:1 /w/manager /manager
USER app
HEALTHCHECK CMD wget -q localhost
ENTRYPOINT ["/manager", "--zap"]
"""
GO_DRAFT = """# a draft from what was read: try it before it ships
FROM gcr.io/distroless/static-debian13:nonroot
# line 6 belongs in a build stage: RUN apk add ca-certificates
ENV MODE=fast
WORKDIR /
COPY --from=builder --chown=1:1 /w/manager /manager
# line 11 needs a shell, which is not there: let Kubernetes probe it
USER 65532:65532
ENTRYPOINT ["/manager", "--zap"]
"""
ONE_STAGE = """FROM golang:1.26
WORKDIR /w
COPY . .
RUN go build -o bin/manager .
CMD ./bin/manager
"""
ONE_STAGE_DRAFT = """# a draft from what was read: try it before it ships
FROM golang:1.26 AS build
# lines 2 to 4, as they are

FROM gcr.io/distroless/static-debian13:nonroot
WORKDIR /w
COPY --from=build /w/bin/manager /manager
USER 65532:65532
ENTRYPOINT ["/manager"]
"""
PYTHON = """FROM python:3.13-slim
WORKDIR /app
COPY . .
RUN pip install -r requirements.txt
ENTRYPOINT ["gunicorn", "-b", ":8080", "app:app"]
"""
PYTHON_DRAFT = """# a draft from what was read: try it before it ships
FROM python:3.13-slim AS build
# lines 2 to 4, as they are
# with the packages in a folder of their own: pip install --target=/packages

FROM gcr.io/distroless/python3-debian13:nonroot
WORKDIR /app
COPY --from=build /packages /packages
ENV PYTHONPATH=/packages
# and what the program needs: COPY --from=build ...
USER 65532:65532
CMD ["-m", "gunicorn", "-b", ":8080", "app:app"]
"""
STANDS_ON_A_STAGE = """FROM node:24 AS app
RUN npm ci
FROM app
CMD ["node", "server.js"]
"""
STANDS_DRAFT = """# a draft from what was read: try it before it ships
FROM gcr.io/distroless/nodejs24-debian13:nonroot
# and what the program needs: COPY --from=app ...
USER 65532:65532
CMD ["server.js"]
"""


@cases(
    "text, draft",
    {
        "what the last stage takes stays, what it runs goes": (GO, GO_DRAFT),
        "one stage becomes the build stage, its binary is taken": (ONE_STAGE, ONE_STAGE_DRAFT),
        "a Python program runs as a module of the packages": (PYTHON, PYTHON_DRAFT),
        "a stage on a stage takes from it": (STANDS_ON_A_STAGE, STANDS_DRAFT),
        "a bare base needs no draft": ('FROM gcr.io/distroless/static\nENTRYPOINT ["/m"]\n', ""),
        "nothing is recommended for R": ("FROM rocker/r-ver:4\nCMD R\n", ""),
    },
)
def test_draft(text: str, draft: str) -> None:
    assert standing(text).instead == draft
