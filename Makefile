# make demo and make test are each all the set-up there is: they need python3 (3.11+) with venv, and make.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c requirements.txt

.PHONY: help demo test docs lint lock bench-reading bench-crawl bench-reread bench-export bench-store torture year browse clean

help:
	@echo "make demo   crawl the bundled replica site, offline (each time one day later)"
	@echo "make test   run the tests"
	@echo "make browse look into the store with the browser: search, articles, versions, SQL"
	@echo "make docs   make docs/data.md from the fields"
	@echo "make lint   check the style (ruff)"
	@echo "make lock   pin the newest releases of everything in requirements.txt"
	@echo "make bench-reread  CPU time of scrapy reread, beside the WARC library and read_article alone"
	@echo "make bench-crawl   CPU time of a crawled page by step, beside bare Scrapy"
	@echo "make bench-export  speed and memory of exports by format, beside each format's bare writer"
	@echo "make bench-store   rows a second, what a run costs beside a million stored articles, near-duplicates (half an hour, 5 GB)"
	@echo "make torture   crawls that are killed 300 times; its last line says what was lost (half an hour)"
	@echo "make year   a simulated year of daily runs with ten accidents: does scrapy health raise each? (half an hour)"
	@echo "make clean  remove .venv (never data)"

.venv/core: requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "newscrawl needs Python 3.11 or newer; name one: make PYTHON=python3.12 demo"; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || { echo "python3 has no venv: sudo apt-get install python3-venv"; exit 1; }
	@echo "Setting up .venv with Scrapy and what else is needed: once, about a minute, from your package index."
	@$(PYTHON) -m venv .venv
	@$(PIP) --upgrade setuptools
	@$(PIP) --no-build-isolation -e .
	@touch $@

# All pins at once first: to find them out from the extras would take pip many minutes. Then what this Python needs besides.
.venv/test: .venv/core
	@echo "Installing what the tests need: once, some minutes."
	@$(PIP) --no-deps -r requirements.txt
	@$(PIP) --no-build-isolation -e '.[render,archive,export,publish,browse,notify,test]'
	@touch $@

.venv/browse: .venv/core
	@echo "Installing what looks into the store: once, half a minute."
	@$(PIP) --no-build-isolation -e '.[browse]'
	@touch $@

demo: .venv/core
	@$(BIN)/python -m newscrawl.replica.demo

test: .venv/test
	@$(BIN)/python -m pytest -n auto --dist loadfile

browse: .venv/browse
	@$(BIN)/scrapy browse

docs: .venv/core
	@$(BIN)/python -m newscrawl.export.dictionary > docs/data.md

lint: .venv/test
	@$(PIP) ruff
	@$(BIN)/ruff check newscrawl tests benchmarks
	@$(BIN)/ruff format --check newscrawl tests benchmarks

lock:
	@rm -rf .venv
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check setuptools
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation -e '.[render,archive,export,publish,browse,notify,test]' ruff
	@{ head -1 requirements.txt; $(BIN)/python -m pip freeze --all --exclude-editable --exclude pip | sed 's/^backports.zstd==.*/&; python_version < "3.14"/'; } > requirements.new
	@mv requirements.new requirements.txt

bench-reading: .venv/core
	@$(BIN)/python benchmarks/reading.py

bench-reread: .venv/test
	@$(BIN)/python benchmarks/reread.py

bench-crawl: .venv/core
	@$(BIN)/python benchmarks/crawl.py

bench-export: .venv/test
	@$(BIN)/python benchmarks/export.py

year: .venv/core
	@$(BIN)/python benchmarks/year.py

bench-store: .venv/core
	@$(BIN)/python benchmarks/store.py

torture: .venv/core
	@$(BIN)/python benchmarks/torture.py

clean:
	@rm -rf .venv
