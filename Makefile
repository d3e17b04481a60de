# `make` alone lists what there is. Each sentence after ## is that list.

VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
SECONDS ?= 60
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard translations/*/LC_MESSAGES/*.po))
KEYWORDS := -k _l -k _n:1,2 -k lazy_gettext -k lazy_ngettext:1,2 -k _ln:1,2
TEMPLATE := translations/messages.pot
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
OWN := $(INSTALL) --no-deps --no-build-isolation --editable .
SPREAD := $(BIN)/pytest -n 2 --dist loadfile --no-loadscope-reorder
# Most of its six minutes it waits: it goes on beside the others.
EVENING := tests/journeys/test_evening.py
COMPILE := $(BIN)/uv pip compile pyproject.toml --universal --generate-hashes --no-header --no-annotate --no-strip-extras --quiet

.DELETE_ON_ERROR:
.PHONY: help run demo install test bench soak pictures mutants lint audit catalogues migration tables lock clean

help: ## List the targets.
	@sed -n 's/^\([a-z]*\):.* ## /\1\t/p' $(MAKEFILE_LIST) | expand -t 14

run: $(VENV)/run.stamp $(CATALOGUES) ## Start the quiz on this machine; PORT=8080 changes the port.
	@test -n "$$QUIZ_DATABASE_URL" -o -e "$${QUIZ_INSTANCE:-instance}/quiz.sqlite" || $(BIN)/quiz demo
	@$(BIN)/quiz serve --port $(PORT)

install: $(VENV)/run.stamp $(CATALOGUES) ## Only install, for a service that runs .venv/bin/quiz serve.

test: $(VENV)/test.stamp $(CATALOGUES) ## Run every test, or those that ARGS names; the last lines say what could not be run.
ifdef ARGS
	@$(SPREAD) $(ARGS)
else
	@log=$$(mktemp); $(BIN)/pytest -q $(EVENING) >$$log 2>&1 & evening=$$!; \
	$(SPREAD) --ignore $(EVENING); spread=$$?; \
	wait $$evening; evening=$$?; cat $$log; rm $$log; test $$spread = 0 -a $$evening = 0
endif

soak: $(VENV)/test.stamp $(CATALOGUES) ## Break everything under load, SECONDS=60 at a time; look at every page in both languages.
	@QUIZ_SOAK_SECONDS=$(SECONDS) $(BIN)/pytest tests/faults tests/journeys/test_pages.py tests/journeys/test_evening.py $(ARGS)

pictures: $(VENV)/test.stamp $(CATALOGUES) ## Take the pictures of help anew, from the demo in Chromium.
	@QUIZ_HELP_PICTURES=1 $(BIN)/pytest -q tests/journeys/test_help_pictures.py

mutants: $(VENV)/test.stamp $(CATALOGUES) ## Change the pure modules one expression at a time, and list what no test notices.
	@$(INSTALL) mutmut && rm -rf mutants && $(BIN)/mutmut run >/dev/null; $(BIN)/mutmut results

lint: $(VENV)/test.stamp ## Check style, format, types, and what `make audit` does.
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/python -m tests.package_audit

audit: $(VENV)/test.stamp ## Look for dangerous patterns, and for known faults of the packages where advisories can be reached.
	@$(BIN)/python -m tests.package_audit

bench: $(VENV)/test.stamp $(CATALOGUES) ## Measure beside the plain echo of the same server; ARGS="--keep" keeps the table.
	@command -v wrk >/dev/null || { echo "Install wrk first (Debian: apt-get install wrk)."; exit 1; }
	@$(BIN)/python -m tests.bench $(ARGS)

catalogues: $(VENV)/test.stamp ## Bring every sentence of the program into translations/.
	$(BIN)/pybabel -q extract -F pyproject.toml $(KEYWORDS) --add-location=file --sort-by-file \
		--project=Céladon --copyright-holder=Céladon -o $(TEMPLATE) .
	@for language in fr zh; do \
		file=translations/$$language/LC_MESSAGES/messages.po; verb=update; extra="--ignore-obsolete --no-fuzzy-matching"; \
		test -e $$file || { verb=init; extra=; }; \
		$(BIN)/pybabel -q $$verb $$extra -i $(TEMPLATE) -d translations -l $$language || exit 1; \
	done

migration: $(VENV)/test.stamp ## Draft a migration from the models: NAME="Add a column".
	@test -n "$(NAME)" || { echo 'Give it a name: make migration NAME="Add a column"'; exit 1; }
	$(BIN)/flask --app quiz.app db revision --autogenerate -m "$(NAME)" \
		--rev-id $$(printf %04d $$(( $$(ls migrations/versions/[0-9]*.py | wc -l) + 1 )))

tables: $(VENV)/test.stamp ## Make the tables of scripts, characters and common passwords anew from SOURCES=folder.
	@test -d "$(SOURCES)" || { echo 'Name the folder of sources: make tables SOURCES=folder (tests/tables says what it holds)'; exit 1; }
	@$(BIN)/python -m tests.tables "$(SOURCES)"

lock: $(VENV)/test.stamp ## Resolve the dependencies again, for every Python and processor.
	$(INSTALL) uv
	$(COMPILE) --extra build -o requirements.lock $(ARGS)
	$(COMPILE) --extra build --extra test -o tests/requirements.lock $(ARGS)

clean: ## Remove what can be made again; the database and the key stay.
	rm -rf $(VENV) $(CATALOGUES) $(TEMPLATE) .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(VENV)/python.stamp:
	@python=$$(sh deploy/find-python) && echo "Making $(VENV) with $$python" && "$$python" -m venv $(VENV)
	@touch $@

$(VENV)/run.stamp: $(VENV)/python.stamp requirements.lock pyproject.toml
	@echo "Installing what requirements.lock names; this takes a minute, once."
	@$(INSTALL) --require-hashes -r requirements.lock
	@$(OWN)
	@touch $@

$(VENV)/test.stamp: $(VENV)/run.stamp tests/requirements.lock
	@echo "Installing what the tests need."
	@$(INSTALL) --require-hashes -r tests/requirements.lock
	@touch $@

%.mo: %.po | $(VENV)/run.stamp
	@$(BIN)/pybabel -q compile -i $< -o $@
