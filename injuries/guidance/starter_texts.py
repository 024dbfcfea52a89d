"""The starter advice: one Markdown file a text, with what is known of it between two lines of dashes at its top."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from injuries.guidance.catalogue import elements_of_texts

FOLDER = Path(__file__).parent / "advice"
FENCE = "---"
NEEDED = frozenset({"title", "element", "review_by"})
LONGEST_TITLE = 200


class Unreadable(ValueError):
    """A file that is no advice text; says which and why."""


@dataclass(frozen=True)
class StarterText:
    """An advice text as its file has it: `text` is Markdown, `sources` one line of Markdown each."""

    key: str
    title: str
    element: str
    review_by: date
    sources: tuple[str, ...]
    text: str
    digest: str


def starter_texts(folder: Path = FOLDER) -> Iterator[StarterText]:
    """Read every file of the folder, by name. Raises Unreadable."""
    for path in sorted(folder.glob("*.md")):
        yield read_text(path.stem, path.read_text(encoding="utf-8"))


def read_text(key: str, content: str) -> StarterText:
    """Read the content of the file of that key. Raises Unreadable."""
    before, _, rest = content.partition(f"{FENCE}\n")
    head, fence, text = rest.partition(f"\n{FENCE}\n")
    if before or not fence or not text.strip():
        raise Unreadable(f"{key}: a head between two lines of {FENCE}, then the text, are needed.")
    values, sources = _read_head(key, head)
    if missing := NEEDED - values.keys():
        raise Unreadable(f"{key}: {', '.join(sorted(missing))} is missing.")
    if elements_of_texts().get(key) != values["element"]:
        raise Unreadable(f"{key}: no rule or card of this key belongs to {values['element']}.")
    if len(values["title"]) > LONGEST_TITLE:
        raise Unreadable(f"{key}: the title is longer than {LONGEST_TITLE} characters.")
    digest = sha256(content.encode()).hexdigest()
    return StarterText(key, values["title"], values["element"], _date(key, values["review_by"]), sources, text.strip(), digest)


def _read_head(key: str, head: str) -> tuple[dict[str, str], tuple[str, ...]]:
    values: dict[str, str] = {}
    sources: list[str] = []
    for line in filter(None, (each.strip() for each in head.splitlines())):
        if line.startswith("- "):
            sources.append(line.removeprefix("- ").strip())
            continue
        name, colon, value = (part.strip() for part in line.partition(":"))
        if not colon or name not in NEEDED | {"sources"} or (name == "sources") == bool(value):
            raise Unreadable(f"{key}: the head has a line that is not understood: {line}")
        values[name] = value
    return values, tuple(sources)


def _date(key: str, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Unreadable(f"{key}: review_by must be a date such as 2027-05-01.") from error
