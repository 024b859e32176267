# dragoman: `make run` codes the shipped examples, `make test` passes all tests. Needs Python 3.11+ and pip.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

define TRAINING
test -x .venv-train/bin/python || $(PYTHON) -m venv .venv-train
.venv-train/bin/python -m pip install --quiet 'pip>=25.1'
.venv-train/bin/python -m pip install --quiet -c constraints.txt -e . --group train
endef

.PHONY: help setup run test check format lint types layers floors golden train test-training benchmark clean

help:  ## what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 12

$(READY): pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check 'pip>=25.1'
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	touch $(READY)

$(VENV)/.ready-dev: $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt --group dev
	touch $@

setup: $(VENV)/.ready-dev  ## a virtual environment with everything for development

run: $(READY)  ## code the shipped examples into examples.duckdb and show the events
	$(BIN)/dragoman read examples --ledger examples.duckdb

test: setup  ## all tests
	$(BIN)/python -m pytest -q

check: lint types layers test floors  ## all that CI runs: format, lint, types, layers, tests, score floors

format: setup  ## format the code
	$(BIN)/ruff format . && $(BIN)/ruff check --fix .

lint: setup
	$(BIN)/ruff format --check . && $(BIN)/ruff check .

types: setup
	$(BIN)/mypy

layers: setup
	$(BIN)/lint-imports

floors: setup  ## the pinned scores, against the last measured table
	$(BIN)/python evaluation/gate.py

golden: setup  ## write the golden files again; review the difference like code
	$(BIN)/python -m tests.golden.rewrite

test-training: setup  ## tests of the training, on a handful of records; needs the training packages
	$(TRAINING)
	.venv-train/bin/python -m pytest -q training

train: setup  ## train the model from the corpus; NEWS=file with the texts of the labelled reports
	$(TRAINING)
	.venv-train/bin/python training/run.py $(if $(NEWS),--news $(NEWS))

benchmark: $(READY)  ## speed beside spaCy, and by the number of reports; NEWS=JSON Lines with `text`
	test -x .venv-benchmark/bin/python || $(PYTHON) -m venv .venv-benchmark
	.venv-benchmark/bin/python -m pip install --quiet 'pip>=25.1'
	.venv-benchmark/bin/python -m pip install --quiet -c constraints.txt -e . --group benchmark
	.venv-benchmark/bin/python benchmarks/against_spacy.py $(NEWS)
	.venv-benchmark/bin/python benchmarks/growth.py $(NEWS)

clean:  ## remove the virtual environments
	rm -rf $(VENV) .venv-train .venv-benchmark
