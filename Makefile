# Mentorforløb. `make demo` and `make test` need only Python >= 3.11, make and openssl.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
OUT ?= demo-output

# Tests and the demo start many processes; each would compile the whole program anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo test fast up deps lint types bench soak mutants wheel pin clean
.DEFAULT_GOAL := help

help:
	@echo "make demo   play a whole mentor course in the real parts ($(OUT)/)"
	@echo "make test   every test (make fast: those without servers and installations)"
	@echo "make up     start everything and stay: mail, Prefect with its UI, delivery"
	@echo "make deps   install the Debian packages some tests need (as root)"
	@echo "make lint   style, types and the direction of imports"
	@echo "make bench  the speed table; make soak: what takes longer than a test suite may"
	@echo "make mutants  do the tests notice wrong rules? A sample of them (docs/mutants.md)"

$(BIN)/mentor: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

$(VENV)/tested: $(BIN)/mentor
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[test,dev]'
	@touch $@

$(VENV)/mutated: $(VENV)/tested
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[test,mutants]'
	@touch $@

demo: $(BIN)/mentor
	DEMO_OUT=$(OUT) $(BIN)/mentor demo

test: $(VENV)/tested
	$(BIN)/python -m pytest -n 3 -m "not soak"

fast: $(VENV)/tested
	$(BIN)/python -m pytest -n 2 -m "not soak and not slow"

up: $(BIN)/mentor
	$(BIN)/mentor up

lint: $(VENV)/tested
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/tested
	$(BIN)/python -m benchmarks

soak: $(VENV)/tested mutants
	$(BIN)/python -m pytest -m soak --timeout=3600
	$(BIN)/python -m pytest -n 2 -m "hypothesis and not soak" --hypothesis-profile=many --timeout=3600

# Others than the default: make mutants MUTANTS="--all --only domain/calendar.py"
mutants: $(VENV)/mutated
	$(BIN)/python -m tests.mutants $(MUTANTS)

wheel: $(VENV)/tested
	$(BIN)/python -m build --wheel --outdir dist .

deps:
	apt-get update -qq
	DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
		dovecot-imapd exim4-daemon-light gpgsm chromium poppler-utils openssl

pin: $(VENV)/mutated
	{ echo "# The exact versions this release was tested with. Made by: make pin"; \
	  $(BIN)/python -m pip freeze --exclude-editable; } > constraints.txt

clean:
	rm -rf $(VENV) dist build $(OUT) *.egg-info
