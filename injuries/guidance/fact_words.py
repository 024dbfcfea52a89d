"""What the facts of flags are called, and how each is shown: data for `evidence`, by rule where two mean different things."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

Label = str | Promise

# The label, and the kind of place that shows it (engine.sentences.KINDS, or "word", "words", "yes_no", "ratio").
FACTS: Mapping[str, tuple[Label, str]] = {
    "on": (_("Day"), "date"),
    "days_old": (_("Since then"), "days"),
    "before_on": (_("An earlier report"), "date"),
    "opened_on": (_("The episode opened"), "date"),
    "onset_on": (_("The pain began"), "date"),
    "closed_on": (_("The one before closed"), "date"),
    "began_on": (_("The log began"), "date"),
    "age": (_("Since it began"), "days"),
    "old_shoes.age": (_("Since then"), "days"),
    "warning_sign_check_due.age": (_("Since that check"), "days"),
    "stage": (_("Stage"), "word"),
    "baseline": (_("First days, middle value"), "score"),
    "current": (_("Last 7 days, middle value"), "score"),
    "middle": (_("Middle value"), "score"),
    "latest": (_("Latest score"), "score"),
    "latest_on": (_("Day of the latest score"), "date"),
    "silent": (_("Days without a score"), "days"),
    "improving": (_("Eased"), "yes_no"),
    "improved_points": (_("Counts as eased: points"), "count"),
    "improved_share": (_("or a share of"), "percent"),
    "entries": (_("Days with a score"), "count"),
    "early_pain.pain_days": (_("Days with pain"), "count"),
    "severe_count": (_("Days with a high score"), "count"),
    "raised_on": (_("It rose on"), "date"),
    "trigger_on": (_("Day that called for a check"), "date"),
    "warning_sign_check_due.score": (_("Score of that day"), "score"),
    "warning_sign_check_due.lowest": (_("Lowest score of the 48 hours before it"), "score"),
    "side": (_("Side"), "word"),
    "own": (_("Scores on that side"), "count"),
    "sided": (_("Scores with a side"), "count"),
    "before": (_("Score before the run"), "score"),
    "during": (_("Score while running"), "score"),
    "after": (_("Score after the run"), "score"),
    "worst": (_("Highest of these"), "score"),
    "morning": (_("Score the next morning"), "score"),
    "limited": (_("Sessions limited by the back"), "count"),
    "missed": (_("Of these not started"), "count"),
    "first_on": (_("First of these"), "date"),
    "last_on": (_("Latest of these"), "date"),
    "gap": (_("Time between"), "days"),
    "run_on": (_("Day of the run"), "date"),
    "distance_m": (_("Distance"), "distance"),
    "longest_m": (_("Longest run before it"), "distance"),
    "longest_on": (_("Day of that run"), "date"),
    "ratio": (_("Times as long"), "ratio"),
    "increase": (_("Longer by"), "percent"),
    "state": (_("Warm-up"), "word"),
    "warm_up_s": (_("Time of the warm-up"), "duration"),
    "enough_s": (_("Counts from"), "duration"),
    "tightness": (_("Tightness"), "score"),
    "answered": (_("Runs with an answer"), "count"),
    "skipped": (_("Of these without a warm-up"), "count"),
    "times": (_("Of the latest of these, answered with yes"), "count"),
    "in_pain": (_("Back pain in the last days"), "yes_no"),
    "low_strength.sessions": (_("Sessions"), "count"),
    "walked_s": (_("Walking"), "duration"),
    "ran_s": (_("Running"), "duration"),
    "shoe": (_("Pair"), "text"),
    "start_distance_m": (_("On it when it was added"), "distance"),
    "limit_m": (_("Limit"), "distance"),
    "limit_from": (_("Where the limit comes from"), "word"),
    "inspect_m": (_("Wear check from"), "distance"),
    "checked_on": (_("Latest wear check"), "date"),
    "warning_sign_check_due.checked_on": (_("Latest complete check"), "date"),
    "worn": (_("What was worn"), "words"),
    "added_m": (_("Added since that check"), "distance"),
    "first_used_on": (_("First used"), "date"),
    "comfort": (_("Latest comfort"), "score"),
    "best": (_("Best comfort before"), "score"),
    "rated_on": (_("Day of that rating"), "date"),
    "runs_without_shoe.runs": (_("Runs"), "count"),
    "without": (_("Of these without a pair"), "count"),
    "single_pair.runs": (_("Runs with a distance"), "count"),
    "total_m": (_("Their distance"), "distance"),
    "carried_m": (_("Of it in this pair"), "distance"),
    "carried": (_("Share of this pair"), "percent"),
    "appointment_on": (_("Appointment"), "date"),
}
# Said elsewhere on the page, by a fact beside it, or among the thresholds.
HIDDEN = frozenset(
    {
        *("thresholds", "answers", "since_on", "clears_on", "signs", "signs_count", "open", "open_count", "worn_count", "band", "kind"),
        *("current_days", "latest_runs", "pain_days_needed", "wanted", "wanted_s", "running_s"),
    }
)
WORDS: Mapping[str, Label] = {
    "acute": _("under 6 weeks"),
    "subacute": _("6 to 12 weeks"),
    "persistent": _("12 weeks or more"),
    "skipped": pgettext_lazy("warm-up", "skipped"),
    "short": pgettext_lazy("warm-up", "short"),
    "own": _("set for this pair"),
    "usual": _("the usual one"),
    "racing": _("the usual one for racing shoes"),
    "left": _("left"),
    "right": _("right"),
    "outsole": _("outsole"),
    "midsole": _("midsole"),
    "heel": _("heel"),
    "upper": _("upper"),
    "one_side": _("one side more"),
    "yes": _("yes"),
    "no": _("no"),
    "not_sure": _("not sure"),
}
# What the facts of a rule that is not described above are, by the end of their names.
ENDINGS = {"_m": "distance", "_on": "date", "_days": "days", "_s": "duration", "_share": "percent", "_count": "count"}
# By the unit of a threshold; minutes are turned into seconds first.
THRESHOLD_KINDS = {"m": "distance", "d": "days", "s": "duration", "min": "duration", "share": "percent", "ratio": "ratio"}
# Not known is worth a line here; elsewhere a missing fact says that there is nothing to say.
SAID_WHEN_MISSING = frozenset({"start_distance_m", "current"})
