# selon: `make demo` shows it, `make test` proves it; everything else is for those who work on it.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
LANG_ := $(filter fr en,$(LANG))
DATA ?= ../shared/data

.PHONY: demo test check bench train soak lock docs clean page tools

$(VENV)/.user: requirements/run.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("selon needs Python 3.11 or newer; set PYTHON=") if sys.version_info < (3, 11) else None'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -r requirements/run.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.user requirements/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -r requirements/dev.txt
	@touch $@

$(VENV)/.train: $(VENV)/.dev requirements/train.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -r requirements/train.txt
	@touch $@

demo: $(VENV)/.user                 ## read the bundled dossier and show it
	$(BIN)/python examples/demo.py

tools:                              ## what tests need beyond Python: Chromium and PostgreSQL, from Debian where that may be
	@sh tests/tools.sh

page:                               ## build the page into the package (needs Node)
	cd frontend && npm ci --silent --no-audit --no-fund && npm run --silent check && npx vitest run && npx vite build --logLevel error

test: $(VENV)/.dev tools            ## all tests and checks, quality gates where the data are at hand
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	@sh frontend/verify.sh
	$(BIN)/python -m pytest -n 2 --dist worksteal -m "not slow"
	$(BIN)/sphinx-build -q -W -b html docs docs/_build/html
	$(BIN)/python -m bench.floors

check: test                         ## the same, here and in CI

bench: $(VENV)/.dev                 ## every benchmark into docs/benchmarks.md, or one: make bench TASK=attribution; COMPARE=1 only shows what changed
	$(BIN)/python -m bench.run $(if $(TASK),--task $(TASK)) $(if $(COMPARE),--compare)

train: $(VENV)/.train               ## make train LANG=fr
	$(if $(LANG_),,$(error make train LANG=fr or LANG=en))
	$(BIN)/python -m training.train --lang $(LANG_) --data $(DATA) --out src/selon/languages/$(LANG_)/pipeline

soak: $(VENV)/.dev                  ## what takes too long for test
	$(BIN)/python -m pytest -m slow

docs: $(VENV)/.dev
	$(BIN)/sphinx-build -W -b html docs docs/_build/html

lock: $(VENV)/.dev                  ## resolve pyproject's dependencies anew
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes pyproject.toml --group build -o requirements/run.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes pyproject.toml --group build --group dev -o requirements/dev.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes pyproject.toml --group build --group dev --group train --group atlas -o requirements/train.txt

clean:
	rm -rf $(VENV) docs/_build .cache
