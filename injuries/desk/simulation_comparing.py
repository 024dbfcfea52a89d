"""On whose logs a simulation works, and the comparison of the next few of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from hashlib import sha256

from django.db.models import Exists, OuterRef, Q, QuerySet

from injuries.desk.simulation_days import Differences, differences, first_of
from injuries.engine.rule import Rule
from injuries.guidance.history import load_logs
from injuries.rules import all_rules
from injuries.symptoms.models import HomeCare, LegReport, PainScore, SignCheck
from runlog.people.models import User
from runlog.training.models import Run, StrengthSession, Walk

MOST = 500
# What begins a log (guidance section 3).
BEGINNINGS = (Run, Walk, StrengthSession, PainScore, LegReport, SignCheck, HomeCare)

Texts = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Draw:
    """Keys of athletes in the order drawn, and of how many they were drawn."""

    keys: tuple[int, ...]
    population: int


@dataclass(frozen=True)
class Comparison:
    """What is compared: the numbers of one rule against those that stand, as of a day; both as text by rule and threshold."""

    rule: Rule
    on: date
    standing: Texts
    numbers: Mapping[str, str]

    def of(self, keys: Sequence[int]) -> list[Differences]:
        """Compare the logs of some athletes; who has left meanwhile is left out. Two statements."""
        old = _numbers(self.standing)
        new = old | _numbers({self.rule.key: self.numbers})
        logs = load_logs(list(User.objects.filter(pk__in=keys).order_by("pk")), first_of(self.on))
        return [differences(log, self.on, old, new, rule=self.rule, rules=all_rules()) for log in logs.values()]


def with_a_log() -> QuerySet[User]:
    """Ask for everybody who has logged anything; demo people only where there is nobody else."""
    begun = Q()
    for model in BEGINNINGS:
        begun |= Q(Exists(model._default_manager.filter(athlete=OuterRef("pk"))))
    return User.objects.filter(begun)


def has_anybody() -> bool:
    """Tell whether there is any log to try numbers out on. One statement."""
    return with_a_log().exists()


def draw(seed: int) -> Draw:
    """Draw at most 500 athletes at random, all where there are fewer; the same for the same seed and athletes. Two statements at most."""
    keys = list(with_a_log().filter(is_demo=False).order_by("pk").values_list("pk", flat=True))
    keys = keys or list(with_a_log().order_by("pk").values_list("pk", flat=True))
    # A lot that falls alike each time it is drawn: in the order of what the seed makes of each key.
    drawn = sorted(keys, key=lambda key: sha256(f"{seed} {key}".encode()).digest())[:MOST]
    return Draw(tuple(drawn), len(keys))


def _numbers(texts: Texts) -> dict[str, dict[str, Decimal]]:
    return {rule: {key: Decimal(text) for key, text in own.items()} for rule, own in texts.items()}
