"""Pairs of shoes, as services list them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Gear:
    """A pair: what its owner calls it ("" where it has no name), its brand and its model."""

    name: str
    brand: str
    model: str
