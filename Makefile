# `make run` and `make test` need Python 3.11 or 3.12 and nothing else.
SHELL := /bin/bash
.DEFAULT_GOAL := help
export UV_PYTHON_DOWNLOADS := never

# A virtual environment of uv's own, outside the project's, where uv is not installed.
UV_HOME := .uv
UV := $(shell command -v uv 2>/dev/null || echo $(UV_HOME)/bin/uv)
PYTHON := $(shell for p in python3.12 python3.11 python3; do $$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 13))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
# Debian's Chromium, or one that Playwright installed.
CHROMIUM := $(shell command -v chromium 2>/dev/null || command -v chromium-browser 2>/dev/null || command -v google-chrome 2>/dev/null)

# Debian's, or any that is installed: Playwright's own is not needed.
FIREFOX := $(shell command -v firefox-esr 2>/dev/null || command -v firefox 2>/dev/null)

.PHONY: help setup run test lint check peers soak faults evaluate format model browser ui sbom licences clean

help: ## show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

.venv/.synced: uv.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "Unhook needs Python 3.11 or 3.12, and found neither. Cure: install one, then run this again."; exit 1; }
	@test -x "$(UV)" || { echo "Fetching uv …"; $(PYTHON) -m venv $(UV_HOME) && $(UV_HOME)/bin/pip install --quiet uv; }
	$(UV) sync --frozen --compile-bytecode --python $(PYTHON)
	@touch $@

setup: .venv/.synced ## install the locked environment

model: setup ## train the model when its data has changed
	@$(BIN)/bot train

run: model ## set up, train if needed, serve both faces and print the addresses
	@$(BIN)/bot run

browser: setup
	@if [ -z "$(CHROMIUM)" ]; then \
	  echo "No Chromium found: installing it for the browser tests."; \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null; \
	  else $(BIN)/playwright install chromium; fi || echo "It could not be installed."; fi
	@if [ -z "$(FIREFOX)" ]; then \
	  echo "No Firefox found: installing it for the browser tests."; \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq firefox-esr >/dev/null; \
	  else false; fi || echo "It could not be installed: its tests are skipped."; fi
	@if ! PATH="$$PATH:/usr/sbin" command -v nginx >/dev/null; then \
	  echo "No nginx found: installing it for the test of a proxy that holds answers back."; \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq nginx-light >/dev/null; \
	  else false; fi || echo "It could not be installed: that test is skipped."; fi

peers: tests/peers/node_modules/.synced ## install the programs of others that tests speak with (needs Node)

tests/peers/node_modules/.synced: tests/peers/package-lock.json
	@if command -v npm >/dev/null; then cd tests/peers && npm ci --silent --ignore-scripts --no-audit --no-fund && touch node_modules/.synced; \
	else echo "No Node found: the test against another Telegram server is skipped."; fi

# What starts whole programs and browsers comes after the rest, and alone: it needs both processors.
test: model browser peers ## run every test
	@$(BIN)/python -m pytest --ignore tests/integration --ignore tests/journeys -n 2 --dist loadfile -p no:playwright
	@$(BIN)/python -m pytest tests/integration tests/journeys

lint: setup ## format, lint, spelling, types and import rules
	@$(BIN)/ruff format --check --quiet . || { echo "Cure: make format"; exit 1; }
	@$(BIN)/ruff check --quiet .
	@$(BIN)/yamllint --strict data domain deploy config.yml endpoints.yml
	@$(BIN)/codespell
	@$(BIN)/lint-imports --no-logo 2>/dev/null >.lint-imports.log || { cat .lint-imports.log; exit 1; }
	@$(BIN)/mypy

check: model lint ## what `make lint` does, then unit, contract and content tests with few examples each
	@UNHOOK_EXAMPLES=quick $(BIN)/python -m pytest tests/unit tests/contract tests/architecture -n 2 --dist loadfile -m 'not slow' -p no:playwright

soak: model ## send nonsense to every door for hours, each time another (stop it when you like)
	@UNHOOK_EXAMPLES=soak $(BIN)/python -m pytest tests/fuzz

# Minutes for the default; FAULTS="--messages 100000 --at-once 60" for the long one. See docs/running/faults.md.
faults: model ## break a running service in every way under load, and prove that nothing was lost
	@$(BIN)/python -m bench.faults --folder results $(FAULTS)

evaluate: model ## measure understanding; fails below tests/understanding/floors.yml
	@$(BIN)/bot evaluate --quick

format: setup ## format the code
	@$(BIN)/ruff format --quiet . && $(BIN)/ruff check --fix --quiet . || true

ui: ## build bot/ui and test it (needs Node 20 or newer)
	cd bot/ui && npm ci --ignore-scripts --no-audit --no-fund && npm run --silent check && npm test --silent && npm run --silent build

sbom: setup ## list every package with its hash (CycloneDX, and for scanners) in results/
	@mkdir -p results
	@$(UV) export --frozen --quiet --no-dev --all-extras --format cyclonedx1.5 --output-file results/sbom.json >/dev/null
	@$(UV) export --frozen --quiet --no-dev --all-extras --no-emit-project --format requirements.txt --output-file results/requirements.txt >/dev/null
	@echo "results/sbom.json and results/requirements.txt: $$(grep -c '^[a-z]' results/requirements.txt) packages."

licences: setup ## print every package with its licence; fails where one does not fit
	@$(BIN)/python -m tests.architecture.licences

clean: ## remove what can be made again; conversations in var/ stay
	rm -rf .venv $(UV_HOME) models .rasa bot/ui/node_modules
