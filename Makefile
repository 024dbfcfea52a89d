# `make run` starts Runlog, `make test` tests it. The work is done by bin/, in Python.

PORT ?= 8000
export PORT DEMO

.PHONY: run test

run:
	@exec sh bin/python.sh -m bin.enter run

test:
	@exec sh bin/python.sh -m bin.enter test $(ARGS)
