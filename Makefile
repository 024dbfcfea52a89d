# `make run` starts Runlog, `make test` tests it, `make bench` measures it,
# `make proof` tries to break it. The work is done by runlog/start/, in Python.

PORT ?= 8000
export PORT DEMO

.PHONY: run test bench proof

run:
	@exec sh runlog/start/python.sh -m runlog.start.enter run

test:
	@exec sh runlog/start/python.sh -m runlog.start.enter test $(ARGS)

bench:
	@exec sh runlog/start/python.sh -m runlog.start.enter bench $(ARGS)

proof:
	@exec sh runlog/start/python.sh -m runlog.start.enter proof $(ARGS)
