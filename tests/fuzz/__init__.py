"""Strange input at every door: ten thousand inputs in `make test`, a hundred times as many in `make proof`, new ones each time."""
