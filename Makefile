# The two commands of the README, and what developers use. Everything is set up on first use, from pinned versions.
CONFIG ?= config/sample.yaml
OUTPUT ?= out
PYTHON ?= python3
CHROMIUM ?= $(firstword $(wildcard /usr/bin/chromium /usr/bin/chromium-browser /usr/bin/google-chrome) chromium)
VENV := .venv
BIN := $(VENV)/bin

.PHONY: scoreboard report-pdf test lint format docs benchmark notebooks lock clean

scoreboard: $(VENV)/run.ready ## audit the organisation of CONFIG and write OUTPUT/scoreboard.html
	$(BIN)/python -m audit run --config $(CONFIG) --output $(OUTPUT)

test: $(VENV)/dev.ready ## run the tests
	$(BIN)/python -m pytest -n auto

lint: $(VENV)/dev.ready ## ruff, mypy and the import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/dev.ready ## put the code into form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: $(VENV)/dev.ready ## write the generated parts of the documentation, then build it as a site into out/docs
	$(BIN)/python docs/generate.py
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict

benchmark: $(VENV)/benchmark.ready ## measure speed and memory beside the peers, and the reader beside BuildKit's
	$(BIN)/python -m benchmarks
	$(BIN)/python -m benchmarks.differential $(if $(BUILDKIT),--buildkit $(BUILDKIT)) $(if $(CLONES),--clones $(CLONES))

report-pdf: ## print OUTPUT/scoreboard.html as OUTPUT/scoreboard.pdf with a headless Chromium
	test -s $(OUTPUT)/scoreboard.html || { echo "$(OUTPUT)/scoreboard.html is not there: make scoreboard first" >&2; exit 2; }
	"$(CHROMIUM)" --headless $(if $(filter 0,$(shell id -u)),--no-sandbox) --disable-gpu --no-pdf-header-footer \
	  --print-to-pdf="$(abspath $(OUTPUT))/scoreboard.pdf" "file://$(abspath $(OUTPUT))/scoreboard.html"

notebooks: $(VENV)/notebooks.ready ## execute the notebooks on OUTPUT and write them as pages into OUTPUT/notebooks
	PYTHONPATH=$(CURDIR) IMAGE_AUDIT_OUTPUT=$(abspath $(OUTPUT)) $(BIN)/jupyter nbconvert --execute --to html \
	  --output-dir $(OUTPUT)/notebooks notebooks/*.ipynb

lock: $(VENV)/dev.ready ## pin what pyproject.toml asks for
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --custom-compile-command 'make lock' \
	  --python-version 3.11 pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --custom-compile-command 'make lock' \
	  --python-version 3.11 pyproject.toml --group dev -o requirements-dev.lock
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --custom-compile-command 'make lock' \
	  --python-version 3.11 pyproject.toml --group benchmark -o requirements-benchmark.lock
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --custom-compile-command 'make lock' \
	  --python-version 3.11 pyproject.toml --group notebooks -o requirements-notebooks.lock

$(VENV)/notebooks.ready: requirements-notebooks.lock $(VENV)/dev.ready
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-notebooks.lock
	touch $@

$(VENV)/benchmark.ready: requirements-benchmark.lock $(VENV)/dev.ready
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-benchmark.lock
	touch $@

clean: ## remove what was generated
	rm -rf $(VENV) out dist

$(VENV)/run.ready: requirements.lock
	$(PYTHON) -c 'import sys; sys.exit("image-audit needs Python 3.11 or newer") if sys.version_info < (3, 11) else 0'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	touch $@

$(VENV)/dev.ready: requirements-dev.lock $(VENV)/run.ready
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	touch $@
