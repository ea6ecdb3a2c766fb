# `make run` and `make test` prepare everything they need; a second run starts at once.
.POSIX:

VENV = .venv
BIN = $(VENV)/bin
UV = uv
COMPILE = $(UV) pip compile --quiet --python-version 3.11 --generate-hashes --no-header \
	--no-emit-index-url --no-emit-find-links

.PHONY: help run test check format pictures lock clean

help:
	@echo "make run      serve the network of the demonstration on localhost:8000"
	@echo "make test     run every test"
	@echo "make check    lint, formatting, types and floor plan"
	@echo "make format   put the code in shape"
	@echo "make pictures take the pictures that the documents show"
	@echo "make lock     renew the hashed locks (needs uv)"
	@echo "make clean    remove the environment and what was made"

WEB_TESTS = tests/accounts tests/communities tests/indicators tests/results tests/halls \
	tests/assessments tests/exchanges tests/web

run: $(VENV)/.run
	RUAMSUK_DATA=var/demo $(BIN)/ruamsuk serve --demo

test: $(VENV)/.test
	scripts/system-packages
	$(BIN)/pytest -n 2 --dist loadfile
	scripts/with-postgres $(BIN)/pytest -n 2 --dist loadfile -m "not browser" $(WEB_TESTS)

check: $(VENV)/.test
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/djlint --lint --quiet src/ruamsuk
	$(BIN)/mypy
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/lint-imports

format: $(VENV)/.test
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

pictures: $(VENV)/.test
	scripts/system-packages
	$(BIN)/python scripts/pictures

$(VENV)/.run: requirements.txt requirements-build.txt pyproject.toml scripts/environment
	scripts/environment requirements.txt
	touch $@

$(VENV)/.test: requirements-dev.txt requirements-build.txt pyproject.toml scripts/environment
	scripts/environment requirements-dev.txt
	touch $@

lock:
	echo 'setuptools>=80' | $(COMPILE) --output-file requirements-build.txt -
	$(COMPILE) --output-file requirements.txt pyproject.toml
	$(COMPILE) --output-file requirements-dev.txt --extra dev --extra spark pyproject.toml

clean:
	rm -rf $(VENV) var build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
