SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help run test fuzz check types lint bench docs lock messages migrations clean browser install-run install-dev

PYTHON ?=
PORT ?= 8000
export PYTHON
# Where the environment forbids compiled copies, every process would compile all that it imports anew.
unexport PYTHONDONTWRITEBYTECODE

EXAMPLE := examples/area-egypt-2016.yaml
REPORT := var/area-egypt-2016.html

help:  ## Show what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: export DATABASE_URL ?= sqlite:///var/site.sqlite3
run: install-run  ## Assess one real deal, then serve the site; make run PORT=8001 elsewhere
	@.venv/bin/python -c 'import socket; socket.create_server(("127.0.0.1", $(PORT)))' 2>/dev/null || \
	  { echo "enduse: port $(PORT) cannot be used; choose another: make run PORT=8001" >&2; exit 2; }
	@mkdir -p var
	@.venv/bin/enduse assess $(EXAMPLE) | sed '/^Why/,$$d'
	@.venv/bin/enduse assess $(EXAMPLE) --format html -o $(REPORT)
	@echo "The whole assessment: $(REPORT), or .venv/bin/enduse assess $(EXAMPLE)"
	@echo "The site's database: $$DATABASE_URL"
	@.venv/bin/enduse site serve --port $(PORT)

test: install-dev browser  ## Every test, in random order and without network; the site's on PostgreSQL too
	@ENDUSE_SPARK=$$(tools/spark && echo must) .venv/bin/python -m pytest -n 2 -rs
	@tools/spark || echo "THE TESTS ON SPARK DID NOT RUN: the line above says why"
	@if tools/with-postgres --where >/dev/null; then \
	  echo "The site's tests again, on PostgreSQL:"; \
	  tools/with-postgres .venv/bin/python -m pytest -n 2 -rs tests/web; \
	else \
	  echo "THE SITE'S TESTS DID NOT RUN ON POSTGRESQL: the line above says why"; \
	fi

fuzz: export ENDUSE_FUZZ ?= 1000
fuzz: install-dev  ## The laws and round trips of the tests on newly drawn examples; ENDUSE_FUZZ: of damaged files, how many
	@.venv/bin/python -m pytest -n 2 -m hypothesis

check: types lint  ## Lint, format, types, import contracts (make -j2: side by side)

types: install-dev
	@.venv/bin/mypy

lint: install-dev
	@.venv/bin/ruff check
	@.venv/bin/ruff format --check
	@.venv/bin/lint-imports --no-cache

bench: install-dev  ## Measure speed
	@.venv/bin/python benchmarks/assess.py
	@.venv/bin/python benchmarks/site.py

messages: install-dev  ## Read the texts for translators from the source, and compile their translations
	@.venv/bin/python tools/messages

docs: install-dev  ## Write docs/reference/ from the program: commands, law, questions
	@.venv/bin/python tools/reference.py

migrations: install-dev  ## Write the site's migrations anew from its models
	@tools/migrations

lock:  ## Pin the dependencies anew (tools/lock --upgrade for newer ones)
	@tools/lock

clean:  ## Remove what was made: .venv, var, caches
	@rm -rf .venv var dist build .coverage .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	@find src tests tools -type d -name __pycache__ -prune -exec rm -rf {} +

browser: install-dev
	@tools/browser

install-run:
	@tools/install run

install-dev:
	@tools/install dev
