"""Which advice texts there are to be: one for every rule and one for every card."""

from injuries.engine.contract import CARDS, CONTRACT
from injuries.rules import all_rules


def elements_of_texts() -> dict[str, str]:
    """Return the element of each text by its key: of the contract, of the rules that are there, of the cards."""
    return CONTRACT | {rule.key: rule.element for rule in all_rules()} | CARDS
