"""Cases that were met in real repositories, made small: what every rule says of each."""

from typing import Unpack

import pytest

from tests.judging import DIGEST, Given, verdicts

SIGNS = {"pass": "+", "partial": "~", "fail": "-", "unknown": "?"}


def signs(text: str, **given: Unpack[Given]) -> str:
    """Return what every rule that applies says, as `KF101+ KF102-`: + pass, ~ partial, - fail, ? unknown."""
    found = verdicts(text, **given).items()
    return " ".join(f"{code}{SIGNS[result]}" for code, result in found if result != "not-applicable")


def test_the_guidelines_own_example_breaks_it() -> None:
    text = """\
FROM golang:1.13.5 AS build
WORKDIR /src
COPY . .
RUN if [ "$(uname -m)" = "aarch64" ]; then \\
      CGO_ENABLED=0 GOOS=linux GOARCH=arm64 go build -o job-operator ./cmd/job-operator; \\
    else \\
      CGO_ENABLED=0 GOOS=linux go build -o job-operator ./cmd/job-operator; \\
    fi

FROM gcr.io/distroless/base-debian10
COPY third_party/LICENSE /LICENSE
COPY --from=build /src/job-operator /opt/
ENTRYPOINT ["/opt/job-operator", "-alsologtostderr"]
"""
    files = {"go.mod": "module example.org/job-operator\n\ngo 1.14\n", "third_party/LICENSE": ""}
    assert signs(text, files=files, path="build/Dockerfile") == (
        "KF101+ KF102+ KF201+ KF202+ KF301+ KF302+ KF303- KF304- KF401+ KF402+ "
        "KF403- KF404- KF601- KF602- KF603+ KF604+ KF605+ KF606- KF607+ KF608+"
    )


def test_a_controller_that_is_near_perfect() -> None:
    text = """\
FROM --platform=${BUILDPLATFORM} golang:1.26 AS builder
ARG TARGETARCH
WORKDIR /workspace
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN CGO_ENABLED=0 GOOS=linux GOARCH=${TARGETARCH} go build -a -o manager ./cmd/manager

FROM gcr.io/distroless/static:nonroot
WORKDIR /
COPY --from=builder /workspace/manager .
ENTRYPOINT ["/manager"]
"""
    assert signs(text, files={"go.mod": "module example.org/m\n\ngo 1.26\n", "go.sum": ""}) == (
        "KF101+ KF102+ KF201+ KF202+ KF301+ KF302+ KF303+ KF304- KF401+ KF402+ "
        "KF403+ KF404~ KF601+ KF602- KF603~ KF604+ KF605+ KF606+ KF607+ KF608+"
    )


def test_a_build_hidden_in_make_on_a_vendors_images() -> None:
    text = """\
FROM registry.access.redhat.com/ubi9/go-toolset:1.25 AS common
WORKDIR /workspace
COPY ["Makefile", "go.mod", "main.go", "./"]

FROM common AS builder
USER root
ARG TARGETOS
RUN CGO_ENABLED=0 GOOS=${TARGETOS:-linux} make build/compile

FROM registry.access.redhat.com/ubi9/ubi-minimal:latest
COPY --from=builder /workspace/registry /
USER 65532:65532
ENTRYPOINT ["/registry"]
"""
    files = {
        "Makefile": "GO ?= go\nbuild/compile:\n\t$(GO) build -buildvcs=false -o registry .\n",
        "go.mod": "module example.org/registry\n",
        "main.go": "package main\n",
    }
    assert signs(text, files=files) == (
        "KF101+ KF102+ KF201~ KF202+ KF301+ KF302+ KF303- KF304- KF401- "
        "KF404+ KF601+ KF602- KF603- KF604+ KF605+ KF606~ KF607+ KF608+"
    )


def test_a_base_by_digest_in_an_argument_and_a_stage_of_artifacts() -> None:
    text = f"""\
ARG SPARK_IMAGE=docker.io/apache/spark:4.0.1@{DIGEST}

FROM golang:1.25.11@{DIGEST} AS builder
WORKDIR /workspace
COPY . .
RUN CGO_ENABLED=0 GOOS=linux make build-operator

FROM scratch AS artifacts
COPY --from=builder /workspace/bin/operator /operator

FROM ${{SPARK_IMAGE}}
ARG SPARK_UID=185
ARG SPARK_GID=185
USER root
RUN apt-get update && apt-get install -y catatonit
COPY entrypoint.sh /usr/bin/
USER ${{SPARK_UID}}:${{SPARK_GID}}
COPY --from=builder /workspace/bin/operator /usr/bin/operator
ENTRYPOINT ["/usr/bin/entrypoint.sh"]
"""
    files = {
        "Makefile": 'LDFLAGS += -X main.version=1 \\\n  -extldflags "-static"\n'
        "build-operator:\n\tCGO_ENABLED=0 go build -o bin/operator -ldflags '${LDFLAGS}' cmd/main.go\n",
        "entrypoint.sh": '#!/bin/bash\nexec catatonit -- /usr/bin/operator "$@"\n',
        "go.mod": "module example.org/operator\n",
    }
    assert signs(text, files=files) == (
        "KF101+ KF102+ KF201+ KF202+ KF301+ KF302+ KF303- KF304- KF401- "
        "KF404? KF601+ KF602+ KF603+ KF604- KF605- KF606- KF607+ KF608+"
    )


def test_cgo_is_needed_and_a_shell_starts_the_server() -> None:
    text = f"""\
FROM golang:1.26.6-bookworm@{DIGEST} AS builder
WORKDIR /src
COPY . .
RUN go build -o /bin/apiserver ./cmd/apiserver

FROM python:3.11-slim AS compiler
RUN apt-get update && apt-get install -y wget
RUN wget https://example.org/get-pip.py && python3 get-pip.py
COPY requirements.txt .
RUN pip install --require-hashes -r requirements.txt
RUN python compile.py --output /samples

FROM debian:stable-slim
ENV LOG_LEVEL=info
COPY --from=builder /bin/apiserver /bin/apiserver
COPY --from=compiler /samples /samples
RUN apt-get update && apt-get install -y ca-certificates
CMD ["/bin/sh", "-c", "/bin/apiserver --level ${{LOG_LEVEL}}"]
"""
    files = {
        "go.mod": "module example.org/api\n\ngo 1.26\n\nrequire github.com/mattn/go-sqlite3 v1.14.24\n",
        "requirements.txt": "kfp==2.0\n",
    }
    assert signs(text, files=files) == (
        "KF101+ KF102+ KF201+ KF202+ KF301- KF302~ KF303- KF304- KF401- "
        "KF404~ KF601- KF602~ KF603~ KF604- KF605- KF606+ KF607~ KF608+"
    )


def test_a_frontend_with_an_argument_without_default_that_builds_in_its_final_stage() -> None:
    text = """\
ARG NODE_VERSION
ARG BASE_IMAGE=node:${NODE_VERSION}-alpine
FROM node:${NODE_VERSION}-slim AS build
ARG COMMIT_HASH
ENV COMMIT_HASH=${COMMIT_HASH}
WORKDIR /src
COPY . .
RUN npm ci && npm run build

FROM $BASE_IMAGE
RUN npm install --global npm@11
COPY --from=build /src/server /server
COPY --from=build /src/build /client
WORKDIR /server
RUN npm ci && npm run build
CMD node dist/server.js ../client/ 3000
"""
    assert signs(text, files={"package.json": "{}\n"}) == (
        "KF101+ KF102- KF201+ KF401- KF404~ KF601- KF602- KF603? KF604- KF605+ KF606? KF607+ KF608+"
    )


def test_google_contains_go() -> None:
    text = """\
FROM gcr.io/google.com/cloudsdktool/google-cloud-cli:alpine
RUN apk add --update jq openssl
RUN gcloud components install kubectl
COPY deploy /deploy
ENTRYPOINT ["/bin/sh", "/deploy/deploy.sh"]
"""
    files = {"deploy/deploy.sh": "#!/bin/sh\ncurl -O https://example.org/kubectl\n./kubectl apply -f x\n"}
    assert signs(text, files=files, path="src/deployer/Dockerfile") == (
        "KF401- KF404~ KF601- KF602- KF603~ KF604- KF605- KF607+ KF608+"
    )


def test_a_controller_two_lines_away_from_distroless() -> None:
    text = """\
# Build the controller.
FROM golang:alpine AS build-env
ARG TARGETARCH
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 GOOS=linux GOARCH="${TARGETARCH}" go build -a -o controller ./cmd/controller

FROM alpine:3.15
COPY --from=build-env /src/controller .
ENTRYPOINT ["./controller"]
"""
    assert signs(text, files={"go.mod": "module m\n\ngo 1.24.0\n"}, path="cmd/controller/Dockerfile") == (
        "KF101+ KF102+ KF201+ KF202+ KF301+ KF302+ KF303+ KF304- KF401- "
        "KF404- KF601- KF602- KF603~ KF604+ KF605+ KF606~ KF607+ KF608+"
    )


def test_make_variables_that_are_not_exported() -> None:
    text = """\
FROM golang:1.26 AS build
ARG VERSION=v2
COPY . /src
WORKDIR /src
RUN make RELEASE_VERSION=${VERSION} operator.v2

FROM gcr.io/distroless/base-debian12:latest
COPY --from=build /src/_output/operator.v2 /opt/operator
ENTRYPOINT ["/opt/operator"]
CMD ["--help"]
"""
    files = {
        "Makefile": 'CGO_ENABLED ?= 0\nGOOS = linux\nLD_FLAGS = " -X main.sha=1 -X main.version=${RELEASE_VERSION} "\n'
        "operator.v2:\n\tgo build -ldflags ${LD_FLAGS} -o _output/operator.v2 ./cmd/operator\n",
        "go.mod": "module m\n\ngo 1.26\n",
    }
    assert signs(text, files=files) == (
        "KF101+ KF102+ KF201+ KF202+ KF301- KF302~ KF303- KF304- KF401+ KF402+ "
        "KF403~ KF404- KF601- KF602- KF603+ KF604+ KF605+ KF606+ KF607+ KF608+"
    )


def test_copying_from_an_outside_image_is_no_build_stage() -> None:
    text = """\
FROM mpioperator/base AS mpi

FROM nvidia/cuda:12.8.1-devel-ubuntu22.04
ARG DEBIAN_FRONTEND=noninteractive
RUN apt-get update && apt-get install -y openssh-server python3-pip
COPY --from=mpi /etc/ssh/sshd_config /etc/ssh/
COPY --from=mpi /home/mpiuser /home/mpiuser
RUN useradd -m mpiuser
RUN pip install deepspeed==0.17.0
CMD ["mpirun", "--version"]
"""
    assert signs(text, path="runtimes/deepspeed/Dockerfile") == (
        "KF101- KF102- KF201- KF401- KF404+ KF601- KF602- KF603- KF604+ KF605- KF607+ KF608+"
    )


@pytest.mark.parametrize("path", ["Dockerfile", "build/Dockerfile", "a/b/app.Dockerfile"])
def test_where_a_dockerfile_lies_changes_nothing(path: str) -> None:
    text = "FROM golang:1.26 AS b\nCOPY . .\nRUN make\nFROM scratch\nCOPY --from=b /m /m\n"
    files = {"Makefile": "m:\n\tCGO_ENABLED=0 go build -o /m .\n", "go.mod": "module m\n"}
    assert verdicts(text, files=files, path=path) == verdicts(text, files=files)
