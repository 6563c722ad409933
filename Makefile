# Two commands. Each makes what it needs and stops what it started.
#   make run                   the portal on http://localhost:8000 (PORT=8001 make run)
#   make test                  style, types, migrations, tests (ARGS="-k calendar": these tests only)
#   make manage ARGS="..."     a manage.py command against the data of make run
PYTHON ?= python3
LAUNCH = exec $(PYTHON) -m ombudsman.launch
export PORT

.PHONY: run test manage
run:
	@$(LAUNCH) run
test:
	@$(LAUNCH) test $(ARGS)
manage:
	@$(LAUNCH) manage $(ARGS)
