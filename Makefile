# `make run` starts Runlog, `make test` tests it. The work is done by runlog/start/, in Python.

PORT ?= 8000
export PORT DEMO

.PHONY: run test

run:
	@exec sh runlog/start/python.sh -m runlog.start.enter run

test:
	@exec sh runlog/start/python.sh -m runlog.start.enter test $(ARGS)
