# Short names only: manage.py does the work, and works without make.
# Arguments go through ARGS, for example: make run ARGS="--port 8600"
PYTHON ?= python3

.PHONY: run test bench faults etl lock
run test bench faults etl lock:
	$(PYTHON) manage.py $@ $(ARGS)
