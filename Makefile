# Each target is one line on run.py, which works without make.
PYTHON ?= python3
.DEFAULT_GOAL := help
.PHONY: help demo run all test check contract fuzz faults vendor lock

help: ## list these targets
	@sed -n 's/^\([a-z]*\):.*## /make \1\t/p' $(MAKEFILE_LIST) | expand -t 16

demo: ## the whole job on a sample script, with simulated servers
	@$(PYTHON) run.py demo

run: ## serve on 127.0.0.1:8001 until Ctrl-C
	@$(PYTHON) run.py run

all: ## serve, with a worker and, where one is found, a broker beside it
	@$(PYTHON) run.py all

test: ## all tests on a real mongod
	@$(PYTHON) run.py test

check: ## what CI does: lint, format, types, layers, tests with coverage
	@$(PYTHON) run.py check

contract: ## regenerate frontend-contract/: documents, TypeScript client, Postman collection
	@$(PYTHON) run.py contract

fuzz: ## property tests with many more examples
	@$(PYTHON) run.py test -m fuzz --hypothesis-profile=fuzz -n auto --timeout=3600

faults: ## tests that kill processes at bad moments, with many seeds
	@$(PYTHON) run.py test -m faults --seeds 12

vendor: ## fetch the browser libraries that stand in the repository; needs npm
	@$(PYTHON) run.py vendor

lock: ## recompute the lock files from pyproject.toml
	@$(PYTHON) run.py lock
