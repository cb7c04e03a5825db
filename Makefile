# The commands of the project. `make run` and `make test` need only Python 3.11 or newer and make.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
WORKERS ?= auto
EXAMPLES ?= 50
FILES ?= 1000
KILLS ?= 100

.PHONY: run test jars fuzz faults check lint types contracts wheel bundle sbom lock compare accuracy screenshots shots shots-kept clean

run: $(VENV)/.installed ## start the explorer with the seed plan
	$(BIN)/respgraph serve --seed --port $(PORT)

test: $(VENV)/.tested ## run the tests, on WORKERS processes: make test WORKERS=0 for one alone, PYTEST_ARGS=tests/graph for a part
	@echo "all tests take about ten minutes on 2 cores; a room alone, as in PYTEST_ARGS=tests/graph, a minute or two"
	$(BIN)/pytest -n $(WORKERS) $(PYTEST_ARGS)

check: lint types contracts ## everything that reads the code without running it

lint: $(VENV)/.developed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.developed
	$(BIN)/mypy

contracts: $(VENV)/.developed
	$(BIN)/lint-imports

wheel: $(VENV)/.developed ## build the wheel and the source archive
	$(BIN)/python -m build --no-isolation

bundle: wheel ## wheels of everything for a network without internet, with install.sh, licences and bill of materials: dist/*.tar.gz
	packaging/make_bundle.sh $(BIN)

sbom: $(VENV)/.developed ## licences and bill of materials (CycloneDX) of what make run installs: dist/
	$(PYTHON) -m venv --clear build/installed
	build/installed/bin/python -m pip install -q --disable-pip-version-check -r requirements.lock
	packaging/listed.sh $(BIN) build/installed/bin/python dist

lock: $(VENV)/.developed ## write the lock files anew, without registry addresses
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --no-emit-index-url --generate-hashes --no-header pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --no-emit-index-url --generate-hashes --no-header pyproject.toml --group tests -o requirements-tests.lock
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --no-emit-index-url --generate-hashes --no-header pyproject.toml --group dev -o requirements-dev.lock
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --no-emit-index-url --generate-hashes --no-header --group clients -o requirements-clients.lock

compare: $(VENV)/.installed ## facts won and lost since BASE over the corpus: make compare BASE=<commit>
	$(BIN)/python benchmarks/gains.py $(BASE)

jars: ## what tests in Java need, fetched beforehand: each fetches its own else
	$(PYTHON) -m tests.maven

fuzz: $(VENV)/.tested ## schemathesis with all checks, EXAMPLES of each kind an operation, over a file and over a Neo4j that is started; FILES changed files of each format
	$(BIN)/python benchmarks/fuzz.py $(EXAMPLES)
	$(BIN)/python benchmarks/fuzz.py $(EXAMPLES) coverage,fuzzing neo4j
	FUZZ_FILES=$(FILES) $(BIN)/pytest -q tests/loaders/files/test_fuzzed_files.py

faults: $(VENV)/.tested ## kills, full disks, clock steps on a store in a file, KILLS of them, then on a Neo4j that is started: docs/trust.md
	$(BIN)/python benchmarks/faults.py $(KILLS)
	$(BIN)/python benchmarks/faults.py $(KILLS) --neo4j

accuracy: $(VENV)/.installed ## write docs/accuracy.md anew from the corpus's gold
	$(BIN)/python benchmarks/accuracy.py

screenshots: $(VENV)/.tested ## make the pictures of docs/tutorial.md anew (needs Chromium)
	$(BIN)/python docs/screenshots.py

shots: $(VENV)/.tested ## every page, zh and en, wide and on a phone, compared with the last time: artefacts/shots/now/*/review (STORE=URL, SHOTS=--few)
	$(BIN)/python -m benchmarks.shots $(STORE) $(SHOTS)

shots-kept: ## what `make shots` took is what the next ones are compared with
	mkdir -p artefacts/shots/last && cp -r artefacts/shots/now/. artefacts/shots/last/

clean:
	rm -rf $(VENV) build dist artefacts out .mypy_cache .ruff_cache .pytest_cache

# Each stamp says which lock file the environment was brought to. The project itself is installed from this folder.

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "respgraph needs Python 3.11 or newer, this is " + sys.version.split()[0])'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: requirements.lock pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install -q --disable-pip-version-check -r requirements.lock
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps -e .
	touch $@

# What makes clients from the interface wants other versions of what we rest on, so it has an environment of its own.
$(VENV)/.clients: requirements-clients.lock | $(VENV)/bin/python
	$(BIN)/python -m venv --clear $(VENV)/clients
	$(VENV)/clients/bin/python -m pip install -q --disable-pip-version-check -r requirements-clients.lock
	touch $@

$(VENV)/.tested: requirements-tests.lock $(VENV)/.installed $(VENV)/.clients
	$(BIN)/python -m pip install -q --disable-pip-version-check -r requirements-tests.lock
	touch $@

$(VENV)/.developed: requirements-dev.lock $(VENV)/.tested
	$(BIN)/python -m pip install -q --disable-pip-version-check -r requirements-dev.lock
	touch $@
