"""What this room reads over several of its models, each in a fixed number of queries."""

from runlog.training.queries.sessions import Session, run_page, sessions_of, strength_page, walk_page
from runlog.training.queries.shoes import shoe_facts, shoes_of, wearable
from runlog.training.queries.suggestions import Suggestion, shoe_turn_of, suggest
from runlog.training.queries.weeks import Ran, latest_run_on, runs_since

__all__ = [
    "Ran",
    "Session",
    "Suggestion",
    "latest_run_on",
    "run_page",
    "runs_since",
    "sessions_of",
    "shoe_facts",
    "shoe_turn_of",
    "shoes_of",
    "strength_page",
    "suggest",
    "walk_page",
    "wearable",
]
