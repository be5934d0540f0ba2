# Two commands matter: `make run` starts the app, `make test` checks everything. Python 3.11 to 3.13 and make suffice.

PYTHON ?= python3
# Stealing keeps a file's tests in one process, so what they share is made once. The order is drawn, but the same in
# every run: PYTEST="-n auto --randomly-seed=7" draws another.
PYTEST ?= -n auto --maxprocesses 4 --dist worksteal --randomly-seed=2022
VENV := .venv
BENCH_VENV := .venv-bench
FUZZ_VENV := .venv-fuzz
FUZZ ?= gate:600000 csv:200000 xlsx:200000 ods:100000 xls:200000
BIN := $(VENV)/bin
CATALOGUES := campaign/locale
TEMPLATE := $(CATALOGUES)/campaign.pot
CHECKED := app.py pages campaign tests benchmarks data

# uv is quick, but reads its own settings: where only pip knows the way to a package index, pip installs.
INSTALL = $(BIN)/python -m uv pip install --quiet --python $(2)/bin/python -r $(1) \
	|| $(2)/bin/python -m pip install --quiet -r $(1)

.PHONY: run upgrade test thorough faults fuzz lint types bench load hashes wheels messages samples screenshots clean
.DEFAULT_GOAL := run

run: upgrade
	@$(BIN)/python -m campaign.ui.port
	$(BIN)/python -m streamlit run app.py

upgrade: $(VENV)/run.stamp
	$(BIN)/python -m campaign upgrade

test: lint types
	$(BIN)/python -m pytest $(PYTEST)

# The tests that draw layouts, mistakes and damage at random, with forty times as many examples: half an hour.
thorough: $(VENV)/test.stamp
	THOROUGH=40 $(BIN)/python -m pytest -s tests/sheets/test_any_layout.py tests/sheets/test_planted_faults.py \
		tests/sheets/test_fuzz.py tests/workflows/test_planted_over_time.py tests/workflows/test_damaged_files.py

# Killed, cut off from power, out of space, two at once, flipped bits: all of it, into docs/reliability.md. Linux, strace.
faults: $(VENV)/test.stamp
	$(BIN)/python -m tests.faults -o docs/reliability.md

# A million and more inventions of a fuzzer, fed to the gate and the readers. Linux, Python 3.11.
fuzz: $(FUZZ_VENV)/run.stamp
	for one in $(FUZZ); do $(FUZZ_VENV)/bin/python -m tests.hostile.fuzz $${one%%:*} -runs=$${one##*:} || exit 1; done

# 1, 10 and 50 visitors who click while sheets are imported, beside an empty Streamlit app.
load: $(VENV)/test.stamp
	$(BIN)/python -m benchmarks load $(LOAD)

# The same pins with the SHA-256 of every file, for all systems; needs uv. After every change of requirements.txt.
hashes: $(BIN)/python
	$(BIN)/python -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
		--no-emit-index-url requirements.txt -o requirements-hashes.txt

# For a machine without the internet, of this system and this Python: docs/operations.md.
wheels: $(BIN)/python
	$(BIN)/python -m pip download --quiet --require-hashes -r requirements-hashes.txt -d wheels

lint: $(VENV)/test.stamp
	$(BIN)/python -m ruff check $(CHECKED)
	$(BIN)/python -m ruff format --check $(CHECKED)

types: $(VENV)/test.stamp
	$(BIN)/python -m mypy

bench: $(VENV)/test.stamp $(BENCH_VENV)/run.stamp
	$(BIN)/python -m benchmarks $(BENCH)

# Texts marked _("…"), N_("…") or words("…") go into the Vietnamese catalogue: new ones wait there for their
# translation, those that left the code go. Run it again after translating: the app reads the compiled .mo, which is committed.
messages: $(VENV)/test.stamp
	$(BIN)/pybabel --quiet extract -F pyproject.toml -k words --no-location --sort-output --project=campaign --version=1 \
		--msgid-bugs-address=none -o $(TEMPLATE) .
	$(BIN)/pybabel --quiet update -D campaign -d $(CATALOGUES) -i $(TEMPLATE) -l vi --no-fuzzy-matching --no-wrap \
		--ignore-obsolete --ignore-pot-creation-date
	rm $(TEMPLATE)
	$(BIN)/pybabel compile -D campaign -d $(CATALOGUES) --statistics

samples: $(VENV)/test.stamp
	$(BIN)/python -m data.samples.generate

screenshots: $(VENV)/test.stamp
	$(BIN)/python -m tests.e2e.screenshots

$(VENV)/test.stamp: $(VENV)/run.stamp requirements-dev.txt
	$(call INSTALL,requirements-dev.txt,$(VENV))
	@touch $@

$(VENV)/run.stamp: requirements.txt | $(BIN)/python
	$(call INSTALL,requirements.txt,$(VENV))
	@touch $@

# What the app is compared with has a place of its own: its pytest plugin would make the tests fail.
$(BENCH_VENV)/run.stamp: requirements.txt requirements-bench.txt | $(BIN)/python
	$(BIN)/python -m venv $(BENCH_VENV)
	$(call INSTALL,requirements-bench.txt,$(BENCH_VENV))
	@touch $@

# The fuzzer is built for few machines: it has a place of its own.
$(FUZZ_VENV)/run.stamp: requirements.txt requirements-dev.txt requirements-fuzz.txt | $(BIN)/python
	$(BIN)/python -m venv $(FUZZ_VENV)
	$(call INSTALL,requirements-fuzz.txt,$(FUZZ_VENV))
	@touch $@

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed: make PYTHON=/path/to/python3.11" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet uv==0.13.9 || echo "uv could not be installed: pip will do"

clean:
	rm -rf $(VENV) $(BENCH_VENV) $(FUZZ_VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis
