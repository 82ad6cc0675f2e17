# Moothall's front door: `make run` to try it out, `make test` to check all of it. `make help` lists the rest.

PYTHON ?= python3
PORT ?= 8000

BIN := .venv/bin
INSTALLED := .venv/.installed
BUILT := council/static/built/.built

# Where the machine has no npm, the one from requirements/node.txt; its programs look for `node` on PATH.
ifeq ($(shell command -v npm),)
NPM := PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/npm
NPM_INSTALLED := .venv/.node-installed
else
NPM := npm
endif

# What only the tests need, the checkers of accessibility and of HTML, is 35 MB: it is installed for `make test` alone.
ifneq ($(or $(filter test,$(MAKECMDGOALS)),$(wildcard node_modules/.for-tests)),)
NODE_INSTALLED := node_modules/.for-tests
else
NODE_INSTALLED := node_modules/.for-running
NODE_WITHOUT := --omit=dev
endif

.DEFAULT_GOAL := help
.SUFFIXES:
.PHONY: help install build run test check bench pictures lock always

help:
	@echo 'make run      try Moothall out at http://localhost:$(PORT) (another port: make run PORT=8001)'
	@echo 'make test     run every check and every test'
	@echo 'make check    run the checks alone: style, types, floors, migrations, templates'
	@echo 'make bench    measure how fast it is, on SQLite or on the PostgreSQL of DATABASE_URL (some minutes)'
	@echo 'make pictures take the pictures of docs/pictures/ anew, in a browser'
	@echo 'make install  install what Moothall needs into .venv'
	@echo 'make build    build the style sheet and the typefaces'
	@echo 'make lock     pin versions and hashes in requirements/ (the newest ones: make lock UPGRADE=--upgrade)'

install: $(INSTALLED)

$(INSTALLED): requirements/development.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo 'Moothall needs Python 3.11 or newer. Name one, for example: make $(MAKECMDGOALS) PYTHON=python3.12' >&2; \
	  exit 1; }
	@echo 'Installing Moothall (about a minute the first time)'
	@[ -x $(BIN)/python ] || $(PYTHON) -m venv --clear .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

.venv/.node-installed: requirements/node.txt $(INSTALLED)
	@echo 'Installing Node.js, as there is no npm on this machine'
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

build: $(BUILT)

$(NODE_INSTALLED): package.json package-lock.json $(NPM_INSTALLED)
	@echo 'Installing the front end'
	@$(NPM) ci $(NODE_WITHOUT) --loglevel=error --no-audit --no-fund >/dev/null
	@touch $@

$(BUILT): $(NODE_INSTALLED) $(wildcard council/theme/*)
	@echo 'Building the front end'
	@$(NPM) run --silent build
	@touch $@

# Kept, so that over a restart people stay signed in and mail that waits can still be read.
var/secret-key:
	@mkdir -p $(@D)
	@umask 077 && $(PYTHON) -c 'import secrets; print(secrets.token_urlsafe(50))' >$@

DEMONSTRATION := export DEMO=1 DEBUG=1 \
  SECRET_KEY="$${SECRET_KEY:-$$(cat var/secret-key)}" SITE_URL="$${SITE_URL:-http://localhost:$(PORT)}"; \
  exec $(BIN)/python manage.py

run: var/running-$(PORT)

# A file and not a phony target: when INT or HUP reaches make alone, make does not pass it on, but deletes the
# target it was at work on, and `serve` stops once that file is gone.
var/running-$(PORT): install build var/secret-key always
	@echo 'Preparing the demonstration'
	@$(DEMONSTRATION) migrate --verbosity 0
	@$(DEMONSTRATION) load_demonstration
	@touch $@
	@$(DEMONSTRATION) serve --port $(PORT) --while-exists $@

test: install build
	@$(BIN)/python -m tests.everything

check: install
	@$(BIN)/ruff check --quiet
	@$(BIN)/ruff format --quiet --check
	@$(BIN)/mypy --no-error-summary .
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/python manage.py makemigrations --check --dry-run --verbosity 0 --settings tests.settings
	@$(BIN)/djlint --quiet --lint .
	@echo 'Style, types, floors, migrations and templates are as they should be'

bench: install build
	@$(BIN)/python -m benchmarks

pictures: install build
	@$(BIN)/python docs/take_pictures.py

COMPILE := $(BIN)/uv pip compile --quiet --generate-hashes --universal --python-version 3.11 --no-header $(UPGRADE)

lock: install
	@$(COMPILE) pyproject.toml --output-file requirements/product.txt
	@$(COMPILE) pyproject.toml --group dev --output-file requirements/development.txt
	@$(COMPILE) --group node --output-file requirements/node.txt
