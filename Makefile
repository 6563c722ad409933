# Each command makes what it needs and stops what it started.
#   make run                   the portal on http://localhost:8000 (PORT=8001 make run)
#   make test                  style, types, migrations, tests (ARGS="-k calendar": these tests only)
#   make proof                 faults under load, on servers of its own (ARGS="--short F1")
#   make manage ARGS="..."     a manage.py command against the data of make run
PYTHON ?= python3
LAUNCH = exec $(PYTHON) -m ombudsman.launch
export PORT

.PHONY: run test proof manage
run:
	@$(LAUNCH) run
test:
	@$(LAUNCH) test $(ARGS)
proof:
	@$(LAUNCH) proof $(ARGS)
manage:
	@$(LAUNCH) manage $(ARGS)
