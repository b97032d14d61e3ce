# Two commands matter: `make run` and `make test`. Plain `make` lists the others.
.DEFAULT_GOAL := menu
SHELL := /bin/sh
BIN := .venv/bin

# The first Python 3.11 that this machine offers.
FIND_PYTHON = for p in python3.11 python3 python; do \
	if command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' 2>/dev/null; \
	then echo $$p; break; fi; done
PREPARE = python=$$($(FIND_PYTHON)); \
	if [ -z "$$python" ]; then echo "Samsyn needs Python 3.11. On Debian 12: apt-get install python3 python3-venv" >&2; exit 1; fi; \
	$$python tools/prepare.py

.PHONY: menu
menu: ## This list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: run
run: ## Install, start and show the demo (PORT=8000)
	@$(PREPARE) run
	@exec $(BIN)/samsyn run --demo

.PHONY: install
install: ## Install everything that running and testing need
	@$(PREPARE) test

.PHONY: test
test: ## Everything: style, types, architecture and all tests
	@$(PREPARE) check
	@$(BIN)/python tools/check.py all

.PHONY: quick
quick: ## Style, and all tests without a browser
	@$(PREPARE) check
	@$(BIN)/python tools/check.py quick

.PHONY: format
format: install ## Put the code into shape
	@$(BIN)/ruff format -q .
	@$(BIN)/ruff check -q --fix .

.PHONY: types
types: install ## Types only
	@$(BIN)/python tools/check.py types

.PHONY: imports
imports: install ## Who may import whom
	@$(BIN)/python tools/check.py imports

.PHONY: docs
docs: install ## Check that the documentation's links lead somewhere
	@$(BIN)/python tools/check.py docs

.PHONY: bench
bench: install ## Measure; figures as JSON
	@$(BIN)/python tools/check.py bench

.PHONY: messages
messages: install ## Collect new texts for the translators, and compile what they have written
	@$(BIN)/python tools/messages.py

.PHONY: lock
lock: install ## Pin the packages anew after changing requirements/*.in or package.json
	@$(BIN)/python tools/lock.py

.PHONY: clean
clean: ## Remove what was installed; your data in .samsyn stays
	@rm -rf .venv node_modules .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	@find src tests tools -name __pycache__ -type d -prune -exec rm -rf {} +
