"""Page parts with a template of their own; part of the library `runlog`."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django import template
from django.core.paginator import Page
from django.template import Context
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from runlog.core import chart_words as words
from runlog.core import charts
from runlog.core.day_words import write_day
from runlog.core.week_words import week_notes, week_rows, week_summary, week_words
from runlog.core.weeks import WeekChart

register = template.Library()
ROW = '<tr><th scope="row" class="fw-normal">{}</th>{}{}</tr>'
CELL = '<td class="n">{}</td>'
NO_ENTRY = '<td class="n"><span class="text-body-secondary">{}</span></td>'
SPARK = (
    '<svg class="spark" viewBox="0 0 {0} {1}" role="img" aria-label="{2}"><path class="zero" d="M0 {1}h{0}"/>'
    '<path class="line" d="{3}"/><path class="dots" d="{4}"/></svg>'
)


@register.inclusion_tag("components/bar.html")
def bar(
    value: Decimal, limit: Decimal, label: str, mark: Decimal | None = None, mark_label: str = "", end_label: str = ""
) -> dict[str, Any]:
    """Draw a bar towards a limit; `label` says it in words, `mark` lies below the limit, the labels stand under the bar."""
    drawn = charts.bar(Decimal(value), Decimal(limit), mark)
    return {"bar": drawn, "label": label, "mark_label": "" if drawn.over else mark_label, "end_label": end_label}


@register.simple_tag
def spark(pains: Sequence[int | None], label: str) -> SafeString:
    """Draw a sparkline of daily pain, None for a day without an entry; nothing for no days. A roster has fifty: no template of its own."""
    if not pains:
        return SafeString("")
    drawn = charts.spark(pains)
    return format_html(SPARK, drawn.width, drawn.height, label, drawn.lines, drawn.dots)


@register.inclusion_tag("components/stats.html")
def stats(items: Iterable[tuple[str, str, str]]) -> dict[str, Any]:
    """Draw up to five numbers: (what, number, small print)."""
    return {"items": items}


@register.inclusion_tag("components/empty.html")
def empty(title: str, text: str, url: str = "", action: str = "", icon_name: str = "plus-lg") -> dict[str, Any]:
    """Draw what stands where nothing is yet: what to log first, and what it will tell."""
    return {"title": title, "text": text, "url": url, "action": action, "icon_name": icon_name}


@register.simple_tag
def score_buttons(name: str = "score", later: str = "") -> SafeString:
    """Draw eleven buttons that each send a form with one score; `later` adds a twelfth that sends "later"."""
    return _score_buttons(name, later, get_language())


@lru_cache(maxsize=64)
def _score_buttons(name: str, later: str, language: str | None) -> SafeString:
    # They are the same for everybody who reads that language.
    return render_to_string("components/score_buttons.html", {"name": name, "later": later, "scores": range(11)})


@register.inclusion_tag("components/pages.html", takes_context=True)
def pages(context: Context, page: Page[Any]) -> dict[str, Any]:
    """Draw the links to newer and older pages of a list, keeping the query."""
    return {"page": page}


@register.inclusion_tag("components/back_chart.html", takes_context=True)
def back_chart(context: Context, chart: charts.BackChart, name: str = "back") -> dict[str, Any]:
    """Draw the chart of the back, its legend and its table; `name` is unique on the page."""
    return {"chart": chart, "name": name, "data": chart.data() | {"words": words.chart_words(chart)}, "summary": words.chart_summary(chart)}


@register.simple_tag
def chart_rows(chart: charts.BackChart) -> SafeString:
    """Draw the rows of the chart's table, newest first. There are up to two hundred: no template of their own."""
    no_entry = format_html(NO_ENTRY, _("no entry"))

    def cells(day: charts.Day) -> tuple[str, str, str]:
        pain = no_entry if day.pain is None else format_html(CELL, day.pain)
        run = format_html(CELL, words.run_words(day, chart.units)) if chart.has_runs else ""
        return write_day(day.on, "D j M"), pain if chart.has_pain else "", run

    return format_html_join("\n", ROW, map(cells, reversed(chart.days)))


@register.inclusion_tag("components/week_chart.html")
def week_chart(chart: WeekChart, name: str = "weeks") -> dict[str, Any]:
    """Draw the chart of weeks, its legend and its table; `name` is unique on the page."""
    data = chart.data() | {"words": week_words(chart)}
    said = {"summary": week_summary(chart), "notes": week_notes(chart), "rows": week_rows(chart)}
    return {"chart": chart, "name": name, "data": data, **said}
