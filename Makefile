SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help run test check bench docs lock clean install-run install-dev

PYTHON ?=
export PYTHON

EXAMPLE := examples/area-egypt-2016.yaml
REPORT := var/area-egypt-2016.html

help:  ## Show what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-7s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: install-run  ## Assess one real deal and say what to try next
	@mkdir -p var
	@.venv/bin/enduse assess $(EXAMPLE)
	@.venv/bin/enduse assess $(EXAMPLE) --format html -o $(REPORT)
	@echo
	@echo "The same as a page: $(REPORT). To try next:"
	@echo "  .venv/bin/enduse assess $(EXAMPLE) --explain eu-428-2009-art-3-1"
	@echo "  .venv/bin/enduse law show eu-428-2009-art-3-1"
	@echo "  .venv/bin/enduse law entries 5A001.j"
	@echo "  .venv/bin/enduse pack stats"
	@echo "  .venv/bin/enduse --help"

test: install-dev  ## Run every test, in random order and without network
	@.venv/bin/python -m pytest -n 2

check: install-dev  ## Lint, format, types, import contracts
	@.venv/bin/ruff check
	@.venv/bin/ruff format --check
	@.venv/bin/mypy
	@.venv/bin/lint-imports --no-cache

bench: install-dev  ## Measure speed
	@.venv/bin/python benchmarks/assess.py

docs: install-dev  ## Write docs/reference/ from the program: commands, law, questions
	@.venv/bin/python tools/reference.py

lock:  ## Pin the dependencies anew (tools/lock --upgrade for newer ones)
	@tools/lock

clean:  ## Remove what was made: .venv, var, caches
	@rm -rf .venv var dist build .coverage .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	@find src tests tools -type d -name __pycache__ -prune -exec rm -rf {} +

install-run:
	@tools/install run

install-dev:
	@tools/install dev
