"""Documents of random logs: years before the window, its edges, missing values, several shoes and their checks."""

from datetime import date, datetime, timedelta, timezone
from random import Random
from typing import Any

from injuries.symptoms.signs import ANSWERS, FOLLOW_UPS, SIGN_KEYS

OFFSETS = (-720, -300, 0, 60, 330, 840)
AREAS = ("lower_back", "mid_back", "buttock", "thigh", None)
MOMENTS = ("morning", "before_run", "during_run", "after_run", "evening", None)
WEAR = ("outsole", "heel", "one_side")


def document(random: Random, on: date) -> dict[str, Any]:
    """Return a document whose records stand on both sides of the window of an assessment on `on`."""
    return {"format": "runlog/1", "athlete": {"back_pain_in_year_before": random.choice((True, False, None))}} | _Records(
        random, on
    ).lists()


class _Records:
    def __init__(self, random: Random, on: date) -> None:
        self.random = random
        self.on = on
        self.shoes = [f"shoe{number}" for number in range(random.randint(0, 3))]
        self.runs = [f"run{number}" for number in range(random.randint(0, 12))]

    def lists(self) -> dict[str, Any]:
        return {
            "shoes": [self.shoe(name) for name in self.shoes],
            "runs": [self.run(name) for name in self.runs],
            "walks": [self.walk(number) for number in self.few(4)],
            "strength": [{"id": f"t{number}", "on": self.day(), "minutes": self.amount(60)} for number in self.few(4)],
            "pain": [self.pain(number) for number in self.few(15)],
            "leg_reports": [self.leg(number) for number in self.few(2)],
            "sign_checks": [self.check(number) for number in self.few(2)],
            "home_care": [{"id": f"h{number}", "on": self.day(), "kinds": self.some(("heat", "cold"))} for number in self.few(2)],
            "onsets": [{"opened_on": day, "onset_on": day} for day in {self.day() for _ in self.few(2)}],
            "appointments": [self.appointment(number) for number in self.few(2)],
        }

    def few(self, most: int) -> range:
        return range(self.random.randint(0, most))

    def some(self, words: tuple[str, ...]) -> list[str]:
        return [word for word in words if self.random.random() < 0.5]

    def maybe(self, value: Any) -> Any:
        return value if self.random.random() < 0.7 else None

    def days_old(self) -> int:
        """Return an age in days: most near the two edges of the window, some years back."""
        return self.random.choice((self.random.randint(-2, 5), self.random.randint(115, 124), self.random.randint(0, 900)))

    def day(self) -> str:
        return (self.on - timedelta(days=self.days_old())).isoformat()

    def at(self) -> str:
        zone = timezone(timedelta(minutes=self.random.choice(OFFSETS)))
        clock = datetime(self.on.year, self.on.month, self.on.day, tzinfo=zone) - timedelta(days=self.days_old())
        fraction = self.random.choice((0, 0, 250_000))
        return (clock + timedelta(seconds=self.random.randrange(86_400), microseconds=fraction)).isoformat()

    def amount(self, most: int) -> float | int:
        return self.random.choice((self.random.randint(0, most), round(self.random.uniform(0, most), 3)))

    def shoe(self, name: str) -> dict[str, Any]:
        checks = [{"on": self.day(), "worn": self.some(WEAR)} for _ in self.few(3)]
        return {"id": name, "name": name, "start_distance_m": self.maybe(self.amount(900_000)), "limit_m": self.maybe(700_000)} | {
            "first_used_on": self.maybe((self.on - timedelta(days=1000)).isoformat()),
            "retired_on": self.maybe(self.day()),
            "checks": checks,
            "comfort": [{"on": self.day(), "score": self.random.randint(0, 10)} for _ in self.few(3)],
        }

    def run(self, name: str) -> dict[str, Any]:
        state = self.random.choice(("done", "short", "skipped", None))
        return {
            "id": name,
            "started_at": self.at(),
            "distance_m": self.maybe(self.amount(30_000)),
            "duration_s": self.maybe(self.amount(9000)),
        } | {
            "shoe": self.random.choice([*self.shoes, None]),
            "limited_by_back": self.random.choice(("no", "stopped", "not_started", None)),
            "warm_up": {"state": state} if state else None,
            "tightness": {"quads": self.random.randint(0, 10)},
            "slumped": self.random.choice((True, False, None)),
        }

    def walk(self, number: int) -> dict[str, Any]:
        shoe = self.random.choice([*self.shoes, None])
        return {
            "id": f"w{number}",
            "started_at": self.at(),
            "minutes": self.amount(90),
            "distance_m": self.maybe(self.amount(9000)),
            "shoe": shoe,
        }

    def pain(self, number: int) -> dict[str, Any]:
        choose = self.random.choice
        return {
            "id": f"p{number}",
            "at": self.at(),
            "score": self.random.randint(0, 10),
            "area": choose(AREAS),
            "moment": choose(MOMENTS),
        } | {
            "run": choose([*self.runs, None]),
            "side": choose(("left", None)),
        }

    def leg(self, number: int) -> dict[str, Any]:
        answers = {key: self.random.choice((True, False, None)) for key in FOLLOW_UPS}
        return {"id": f"l{number}", "at": self.at(), **answers, "resolved": self.resolved()}

    def check(self, number: int) -> dict[str, Any]:
        answers = {key: self.random.choice(ANSWERS) for key in SIGN_KEYS if self.random.random() < 0.5}
        return {"id": f"c{number}", "at": self.at(), "answers": answers, "resolved": self.resolved()}

    def resolved(self) -> Any:
        return self.maybe({"on": self.day(), "how": self.random.choice(("seen_by_clinician", "ticked_by_mistake"))})

    def appointment(self, number: int) -> dict[str, Any]:
        return {
            "id": f"a{number}",
            "on": self.day(),
            "with": "doctor",
            "attended": self.random.choice((True, False, None)),
            "cancelled": self.maybe(False),
        }
