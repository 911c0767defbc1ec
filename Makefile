# make setup      installs everything into .venv; run and test do so themselves when it has not been done
# make run        opens the assistant; the first time it installs everything into .venv
# make test       style, types and layers, then every test; with ARGS only the tests that these name
# make test-browser  assistant serve and the HTML reports in a real Chromium, and no network seen from outside (not part of make test)
# make test-all   runs every test on each of Python 3.11, 3.12 and 3.13 that is installed
# make lint       style, types and the layers
# make bench      the benchmarks, as ratios to the budgets; writes docs/benchmarks.md. make bench-quick: under two minutes, writes nothing
# make exam       own words, danger in them, and whole situations, by hands that saw neither lexicon nor rules; prints totals. ARGS=world for one
# make pictures   draws anew the screens that the pages show; ARGS="all FOLDER" every screen, in every size and theme, to look at
# make reading    how plain danger, law and sharing read: words a sentence, and what is over the limit
# make test-long  the tests that take long and stand beside quicker ones of their kind
# make soak       an hour of everything by lot, while memory, files and databases are watched; SOAK_MINUTES=5 for less, SOAK_N=1000 only for rules
# make faults     seeds some 275 faults into the content, one at a time: assistant check must find each at the right line
# make release    all checks, expired content counts as a fault, then the package
# make lock       finds new versions for requirements/*.txt, within the bounds of pyproject.toml
# make wheel      builds the package into dist/
# make wheelhouse a folder with all that is needed, built here, to install from where is no compiler or network
# make dist       one file that runs where no Python is, for the system that it is made on; tried here
# make test-image the server image, step by step, as far as the tools for it are here (they are named when they are not)
# make sbom       what it is made of, with hashes and licences (CycloneDX), in dist/
# make clean      removes all that these have made
#
# Another Python:  make clean run PYTHON=/path/to/python3.12
# Some tests:      make test ARGS="tests/test_layers.py -k textual"        On two cores:  make test ARGS="-n 2"

VENV ?= .venv
PYTHON ?=
ARGS ?=
BIN = $(VENV)/bin
# Scripts replace methods of the app and use helpers of the tests: read as strictly, without the settings that are for the product alone.
SCRIPTS_TYPED = mypy --config-file= --strict --follow-imports=silent scripts

.PHONY: setup run test test-long test-browser test-all lint bench bench-quick exam pictures reading soak faults release lock wheel wheelhouse dist test-image sbom clean help
.NOTPARALLEL:
MAKEFLAGS += --no-print-directory

setup: $(VENV)/.test
	@echo "Ready. make run opens the assistant; after  . $(BIN)/activate  the command is: assistant"

run: $(VENV)/.run
	@$(BIN)/assistant $(ARGS)

test: $(VENV)/.test $(if $(ARGS),,lint)
	@$(BIN)/python -m pytest -n auto $(ARGS)

test-long: $(VENV)/.test
	@$(BIN)/python -m pytest -n auto -m long $(ARGS)

test-browser: $(VENV)/.browser
	@$(BIN)/python -m pytest tests_browser $(ARGS)

test-all:
	@failed=; ran=; \
	for version in 3.11 3.12 3.13; do \
	    if python=$$(scripts/find-python $$version); then \
	        echo "== Python $$version"; ran="$$ran $$version"; \
	        $(MAKE) test VENV=.venv-$$version PYTHON="$$python" || failed="$$failed $$version"; \
	    else \
	        echo "== Python $$version is not installed here: left out"; \
	    fi; \
	done; \
	[ -z "$$failed" ] || { echo "Failed on Python$$failed."; exit 1; }; \
	[ -n "$$ran" ] || { echo "No Python 3.11, 3.12 or 3.13 was found."; exit 1; }; \
	echo "Passed on Python$$ran."

lint: $(VENV)/.lint
	@failed=; export MYPYPATH=tests; \
	for step in "ruff check ." "ruff format --check ." "mypy --strict assistant" "$(SCRIPTS_TYPED)" "lint-imports"; do \
	    echo "== $$step"; $(BIN)/$$step || failed="$$failed [$$step]"; \
	done; \
	[ -z "$$failed" ] || { echo "Failed:$$failed"; exit 1; }

bench: $(VENV)/.experta
	@[ -e benchmarks/__main__.py ] || { echo "This checkout has no benchmarks (benchmarks/__main__.py)."; exit 1; }
	@$(BIN)/python -m benchmarks $(ARGS)

bench-quick:
	@$(MAKE) bench ARGS="--quick $(ARGS)"

exam: $(VENV)/.test
	@PYTHONPATH=. $(BIN)/python scripts/exam.py $(ARGS)

pictures: $(VENV)/.test
	@$(BIN)/python scripts/screens.py $(ARGS)

reading: $(VENV)/.test
	@PYTHONPATH=. $(BIN)/python scripts/plain_sentences.py $(ARGS)

soak: $(VENV)/.test
	@BRUTE_FORCE=2700 $(BIN)/python -m pytest -q -n 2 tests/authoring/test_proven.py
	@$(BIN)/python scripts/failing_disk.py
	@$(BIN)/python scripts/raw_bytes.py --minutes 10
	@$(BIN)/python scripts/soak.py $(ARGS)

faults: $(VENV)/.test
	@PYTHONPATH=. $(BIN)/python scripts/seed_faults.py $(ARGS)
	@PYTHONPATH=tests $(BIN)/python -m authoring.test_mistakes

$(VENV)/.experta: $(VENV)/.bench requirements/experta.txt
	@$(BIN)/pip install -qq --no-deps --requirement requirements/experta.txt \
	    || echo "experta does not install here: the comparison goes without it."
	@touch $@

release: lint test
	@$(BIN)/assistant check --strict --lang en
	@$(MAKE) wheel

lock:
	@scripts/lock

wheel: $(VENV)/.run
	@rm -rf dist
	@$(BIN)/pip wheel --quiet --no-deps --wheel-dir dist .
	@ls dist

wheelhouse: $(VENV)/.run
	@scripts/wheelhouse dist/wheelhouse $(BIN)/python

dist: $(VENV)/.dist
	@$(BIN)/pyinstaller --distpath dist --workpath build --noconfirm --log-level WARN scripts/one_file/assistant.spec
	@$(BIN)/python scripts/one_file/try_it.py dist/assistant

sbom: $(VENV)/.run
	@mkdir -p dist && $(BIN)/python scripts/sbom.py >dist/sbom.cdx.json && echo dist/sbom.cdx.json

test-image:
	@deploy/test-image $(ARGS)

clean:
	@rm -rf .venv .venv-* .venv*.lock build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	@find . -name __pycache__ -prune -exec rm -rf {} +

help:
	@sed '/^#/!q; s/^# \{0,1\}//' Makefile

# One stamp per list of requirements: a second make starts at once; a changed list or pyproject.toml installs again.
$(VENV)/.%: requirements/%.txt requirements/build.txt pyproject.toml
	@scripts/make-venv $(VENV) $* $(PYTHON)
	@touch $(VENV)/.run $@
