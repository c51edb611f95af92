# tthc: everything runs from the .venv that `make setup` builds.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
ARGS ?=

# Who starts hundreds of processes compiles the code once, also where a container's image forbids to keep it.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: setup help demo up test bench soak mutants lint style format contracts lock clean

setup: $(VENV)/.ready ## the .venv alone

$(VENV)/.ready: requirements.lock pyproject.toml dev/pyproject.toml
	@echo "Setting up $(VENV): about two minutes, and 600 MB"
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --disable-pip-version-check --no-deps --no-build-isolation --no-index -e . -e ./dev
	touch $@

help: ## what can be made
	@sed -n 's/^\([a-z]*\):[^#]*## \(.*\)$$/\1|\2/p' $(MAKEFILE_LIST) | while IFS='|' read -r target text; do \
		printf '%-10s %s\n' "$$target" "$$text"; done

demo: setup ## the province's agencies and the permit log through all services, then the APIs
	$(BIN)/tthc demo $(ARGS)

up: setup ## the services alone, on the embedded profile (or ARGS="--kafka --postgres --mongo")
	$(BIN)/tthc up $(ARGS)

# Types take most of a minute on one core: they are checked beside the tests, and told behind them.
test: setup ## lint, and every test but the soak
	deploy/install-test-packages
	$(MAKE) --no-print-directory style
	@types=$$(mktemp); trap 'rm -f "$$types"' EXIT; $(BIN)/mypy >"$$types" 2>&1 & typing=$$!; status=0; \
	$(BIN)/python -m pytest -m "not soak" -n 2 --dist loadfile --no-loadscope-reorder $(ARGS) || status=$$?; \
	wait $$typing || status=$$?; cat "$$types"; exit $$status

bench: setup ## speed, beside a floor, a peer and the code's own past, each in one run
	$(BIN)/python -m tests.bench $(ARGS)

soak: setup ## every plant of every fault test, and the long runs
	deploy/install-test-packages
	$(BIN)/python -m pytest -m "soak or fault" --all-plants --timeout 1800 $(ARGS)

mutants: setup ## whether the tests notice small changes of the code: ARGS="--number 100 --seed 7"
	$(BIN)/python -m tests.mutants $(ARGS)

lint: style ## what a tool can tell without running anything: style, import contracts, types
	$(BIN)/mypy

style: setup ## style and import contracts alone, in seconds
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports --no-cache

format: setup ## mend what a tool can mend
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

contracts: setup ## generate the committed examples, schemas, API documents and other references again
	$(BIN)/python -m tools.contracts.scenario
	$(BIN)/python -m tools.contracts.generate
	$(BIN)/python -m deploy.generate
	$(BIN)/python -m tthc.reference

lock: ## resolve the pinned dependencies again
	uv pip compile pyproject.toml dev/pyproject.toml --extra dev --generate-hashes --no-emit-index-url \
		--no-annotate --no-header --python-version 3.11 -o requirements.lock

clean: ## away with the .venv and the demo's data
	rm -rf $(VENV) var
