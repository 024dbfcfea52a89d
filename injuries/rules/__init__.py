"""One file per rule; whatever module in this folder exports `RULE` is a rule of the product."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from injuries.engine.rule import Rule


@cache
def all_rules() -> tuple[Rule, ...]:
    """Return every rule of the folder, in the order in which they run."""
    found = (import_module(f"{__name__}.{module.name}").RULE for module in iter_modules(__path__))
    return tuple(sorted(found, key=lambda rule: (rule.stage, rule.key)))
