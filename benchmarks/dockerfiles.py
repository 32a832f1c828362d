"""The Dockerfiles of a generated organisation; `@name@` stands for the component's name."""

GO = """# Build the manager binary
ARG GO_VERSION=1.22
FROM --platform=$BUILDPLATFORM golang:${GO_VERSION}-alpine AS builder
ARG TARGETOS
ARG TARGETARCH
WORKDIR /workspace
# Copy the Go modules manifests first, so that the layer is kept while they do not change
COPY go.mod go.sum ./
RUN --mount=type=cache,target=/go/pkg/mod \\
    go mod download
COPY @name@/ @name@/
COPY pkg/ pkg/
RUN CGO_ENABLED=0 GOOS=${TARGETOS:-linux} GOARCH=${TARGETARCH:-amd64} \\
    go build -a -ldflags "-s -w" -o /manager ./@name@

FROM gcr.io/distroless/static:nonroot
WORKDIR /
COPY --from=builder /manager /manager
USER 65532:65532
ENTRYPOINT ["/manager"]
"""
GO_OLD = """FROM golang:1.17 AS build
ENV GO111MODULE=on
WORKDIR /go/src/github.com/example/@name@
COPY . .
RUN if [ "$(uname -m)" = "aarch64" ]; then \\
        CGO_ENABLED=0 GOOS=linux GOARCH=arm64 go build -o /@name@ ./@name@; \\
    else \\
        CGO_ENABLED=0 GOOS=linux go build -o /@name@ ./@name@; \\
    fi

FROM alpine:3.12
RUN apk add --no-cache ca-certificates curl && update-ca-certificates
COPY --from=build /@name@ /usr/bin/@name@
COPY third_party/ /third_party/
CMD /usr/bin/@name@ --logtostderr
"""
PYTHON = """FROM python:3.9-slim
ARG VERSION
ENV PYTHONUNBUFFERED=1 \\
    TARGET_DIR=/opt/@name@
RUN apt-get -y update && apt-get -y install --no-install-recommends \\
        gcc libpq-dev git \\
    && apt-get clean && rm -rf /var/lib/apt/lists/*
WORKDIR ${TARGET_DIR}
COPY @name@/requirements.txt .
RUN pip install --prefer-binary --no-cache-dir -r requirements.txt
COPY @name@ .
RUN chgrp -R 0 ${TARGET_DIR} && chmod -R g+rwX ${TARGET_DIR}
EXPOSE 8080
ENTRYPOINT ["python", "main.py"]
"""
WEB = """FROM node:18-bookworm-slim AS frontend
WORKDIR /src
COPY @name@/package.json ./
RUN npm ci && npm cache clean --force
COPY @name@/ .
ENV NODE_ENV=production
RUN npm run build

FROM python:3.12-slim AS wheel
WORKDIR /src
COPY @name@/backend .
RUN python setup.py sdist bdist_wheel

FROM nginx:1.25
COPY --from=frontend /src/dist /usr/share/nginx/html
COPY --from=wheel /src/dist/*.whl /tmp/
HEALTHCHECK CMD curl --fail http://localhost:8080/ || exit 1
EXPOSE 8080
"""
NOTEBOOK = """ARG BASE_IMG=ubuntu:20.04
FROM $BASE_IMG
USER root
ENV NB_USER=jovyan NB_UID=1000 HOME=/home/jovyan LANG=en_US.UTF-8 SHELL=/bin/bash
SHELL ["/bin/bash", "-c"]
RUN export DEBIAN_FRONTEND=noninteractive \\
 && apt-get -yq update \\
 && apt-get -yq install --no-install-recommends \\
    apt-transport-https bash bzip2 ca-certificates curl git gnupg gnupg2 locales lsb-release nano \\
    software-properties-common tzdata unzip vim wget zip \\
 && apt-get clean \\
 && rm -rf /var/lib/apt/lists/*
RUN case "$(uname -m)" in x86_64) ARCH=amd64 ;; aarch64) ARCH=arm64 ;; *) exit 1 ;; esac \\
 && curl -fsSL "https://example.org/s6/s6-overlay-${ARCH}.tar.gz" -o /tmp/s6.tar.gz \\
 && echo "$(curl -s https://example.org/s6/sums) /tmp/s6.tar.gz" | sha256sum -c - \\
 && tar -xzf /tmp/s6.tar.gz -C / --exclude='./bin' \\
 && rm /tmp/s6.tar.gz
RUN useradd -M -s "$SHELL" -N -u ${NB_UID} ${NB_USER} \\
 && mkdir -p "$HOME" && chown -R ${NB_USER}:users "$HOME" && chmod -R g+w "$HOME"
RUN for package in jupyterlab notebook ipykernel; do \\
      python3 -m pip install --no-cache-dir "${package}"; \\
    done
COPY --chown=${NB_USER}:users @name@/requirements.txt /tmp/
RUN python3 -m pip install -r /tmp/requirements.txt --quiet --no-cache-dir
USER ${NB_UID}
EXPOSE 8888
ENTRYPOINT ["/init"]
"""
SHELL = """FROM ubuntu:18.04
MAINTAINER somebody@example.org
ADD https://example.org/kubectl /usr/local/bin/kubectl
RUN apt-get update
RUN apt-get install -y jq make && chmod +x /usr/local/bin/kubectl
COPY @name@/run.sh /run.sh
ENV API_TOKEN=
ENTRYPOINT /run.sh
"""
