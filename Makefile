# Two commands: `make demo` and `make test`. Both install into .venv; neither needs root or a compiler.
PYTHON ?= python3
RUN = .venv/bin

.PHONY: demo test bench history pages clean

demo: .venv/demo
	$(RUN)/moked compare scenarios/spd/study.yaml

test: .venv/test
	$(RUN)/ruff check .
	$(RUN)/ruff format --check .
	$(RUN)/mypy
	$(RUN)/lint-imports
	$(RUN)/python -m pytest -n auto --cov --cov-report=term:skip-covered

bench: .venv/test
	$(RUN)/python -m benchmarks --json reports/benchmarks.json --features
	$(RUN)/python -m benchmarks.told reports/benchmarks.json

# A few whole runs, kept by commit in reports/history, and all that is kept side by side.
history: .venv/test
	$(RUN)/python -m pytest benchmarks/history.py --benchmark-autosave --benchmark-timer=time.process_time \
	  --benchmark-storage=file://reports/history --benchmark-columns=min,median,iqr,rounds
	$(RUN)/pytest-benchmark --storage=file://reports/history compare --group-by=name --columns=min,median,iqr

# What is made from the code: the JSON Schema, the reference, the glossary, the columns of the record.
pages: .venv/test
	$(RUN)/python -m sim.scenario.json_schema
	$(RUN)/python -m sim.scenario.reference
	$(RUN)/python -m sim.experiment.inputs_page
	$(RUN)/python -m sim.measure.glossary > docs/measures.md
	$(RUN)/python -m sim.experiment.archive.columns > docs/record.md

.venv/demo: pyproject.toml
	$(PYTHON) -m venv .venv
	$(RUN)/python -m pip install --quiet --editable .
	touch $@

# The compiled calendar and the tools of tests and benchmarks, on top of the same .venv.
.venv/test: pyproject.toml
	$(PYTHON) -m venv .venv
	$(RUN)/python -m pip install --quiet --upgrade 'pip>=25.1'
	$(RUN)/python -m pip install --quiet --editable '.[bench]' --group dev
	touch $@

clean:
	rm -rf .venv build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
