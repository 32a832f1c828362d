"""What the files of a generated repository say; `@name@` stands for the component's name."""

from collections.abc import Mapping
from dataclasses import dataclass

from benchmarks import dockerfiles


@dataclass(frozen=True, slots=True)
class Recipe:
    """Hold one sort of component: its Dockerfile, and the files beside it by their names."""

    dockerfile: str
    files: Mapping[str, str]


_DEPLOYMENT = """apiVersion: apps/v1
kind: Deployment
metadata:
  name: @name@
spec:
  template:
    spec:
      containers:
        - name: @name@
          image: ghcr.io/example/@name@:latest
"""
_WORKFLOW = """name: @name@
on: {push: {branches: [main]}}
jobs:
  publish:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: docker/build-push-action@v6
        with:
          context: .
          file: @name@/Dockerfile
          push: true
          tags: ghcr.io/example/@name@:latest
"""
_AROUND = {"deployment.yaml": _DEPLOYMENT, "publish.yaml": _WORKFLOW, "OWNERS": "approvers:\n  - somebody\n"}
_CONTROLLER = """package main

import (
\t"os"

\tctrl "sigs.k8s.io/controller-runtime"
)

func main() {
\tmanager, err := ctrl.NewManager(ctrl.GetConfigOrDie(), ctrl.Options{})
\tif err != nil || manager.Start(ctrl.SetupSignalHandler()) != nil {
\t\tos.Exit(1)
\t}
}
"""
_GO_FILES = {"main.go": _CONTROLLER, "Makefile": "build:\n\tdocker build -f Dockerfile -t @name@ ..\n"} | _AROUND
_PYTHON_FILES = {
    "main.py": "import flask\n\napplication = flask.Flask('@name@')\napplication.run(port=8080)\n",
    "requirements.txt": "flask==3.0.0\ngrpcio==1.60.0\nnumpy>=1.26\n",
} | _AROUND
_WEB_FILES = {
    "package.json": '{"name": "@name@", "scripts": {"build": "ng build"}, "dependencies": {"@angular/core": "17"}}\n',
    "src/index.html": "<!doctype html><title>@name@</title>\n",
} | _AROUND
_SCRIPT = {"run.sh": '#!/bin/bash\nset -e\nkubectl get pods -o json | jq ".items | length"\nexec sleep infinity\n'}

RECIPES = (
    Recipe(dockerfiles.GO, _GO_FILES),
    Recipe(dockerfiles.GO_OLD, _GO_FILES),
    Recipe(dockerfiles.PYTHON, _PYTHON_FILES),
    Recipe(dockerfiles.WEB, _WEB_FILES),
    Recipe(dockerfiles.NOTEBOOK, {"requirements.txt": "jupyterlab\npandas\ntorch\n"}),
    Recipe(dockerfiles.SHELL, _SCRIPT),
)
