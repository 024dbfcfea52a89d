"""The registry of record kinds: how each is written as a document, read back, and linked.

Each room registers its kinds when Django starts. Export, import, trash and undo walk the registry, so that no room
needs to know who links to its records.
"""

import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from runlog.core.models import Record
from runlog.core.shapes import Object


@dataclass(frozen=True)
class Link:
    """A record's field that names a record of another kind: in documents by log id, under the same name."""

    field: str
    to: str
    # A record that is named cannot be deleted; otherwise deleting it empties the field, and undoing fills it again.
    protects: bool = False


@dataclass(frozen=True)
class Child:
    """Rows that belong to a record and stand as a list inside its document, in the order of `position`."""

    key: str
    model: type[Model]
    parent: str
    to_fields: Callable[[Mapping[str, Any]], dict[str, Any]]
    to_values: Callable[[Any], dict[str, Any]]


@dataclass(frozen=True)
class RecordKind:
    """One kind of record.

    `name` is its list's key in the document. `values` below are what `shape.read` gives (and `shape.write` takes), without
    the links, which hold log ids there; `fields` are the model's.
    """

    name: str
    model: type[Record]
    prefix: str
    shape: Object
    to_fields: Callable[[Mapping[str, Any]], dict[str, Any]]
    to_values: Callable[[Any], dict[str, Any]]
    links: tuple[Link, ...] = ()
    children: tuple[Child, ...] = ()
    # Answers about warning signs are never deleted.
    append_only: bool = False
    # The key that tells records apart in the document; empty where none does: then `alike` names those that do so together.
    id_key: str = "id"
    alike: tuple[str, ...] = ()

    def document_of(self, row: Any) -> dict[str, Any]:
        """Return the row's document. Reads linked and child rows: select and prefetch them for many rows."""
        values = self.to_values(row)
        values["edited_at"] = row.edited_at
        if self.id_key == "id":
            values["id"] = row.log_id
        for link in self.links:
            target = getattr(row, link.field)
            values[link.field] = target.log_id if target else None
        for child in self.children:
            values[child.key] = [child.to_values(part) for part in getattr(row, child.key).all()] or None
        return self.shape.write(values)

    def id_of(self, values: Mapping[str, Any]) -> str:
        """Return the log id of the values; a new one where the kind has none."""
        if not self.id_key:
            return new_id(self.prefix)
        found = values[self.id_key]
        return found if isinstance(found, str) else found.isoformat()

    def row_of(self, values: Mapping[str, Any], **extra: Any) -> Record:
        """Return an unsaved row of the values (links and children left out); `extra` holds the athlete and the like."""
        return self.model(log_id=self.id_of(values), edited_at=values.get("edited_at"), **self.to_fields(values), **extra)

    def children_of(self, values: Mapping[str, Any], row: Record) -> Iterable[Model]:
        """Yield the unsaved child rows of a saved row."""
        for child in self.children:
            for position, part in enumerate(values.get(child.key) or []):
                yield child.model(**{child.parent: row, "position": position}, **child.to_fields(part))


_kinds: dict[str, RecordKind] = {}


def register(kind: RecordKind) -> None:
    """Make a kind known; kinds are registered after those that they link to."""
    if kind.name in _kinds:
        raise ValueError(f"the kind {kind.name} is registered twice")
    _kinds[kind.name] = kind


def kinds() -> tuple[RecordKind, ...]:
    """Return all kinds, each after those that it links to."""
    return tuple(_kinds.values())


def kind(name: str) -> RecordKind:
    """Return the kind of that name. Raises KeyError."""
    return _kinds[name]


def kind_of(model: type[Model]) -> RecordKind:
    """Return the kind whose rows are of the model. Raises KeyError."""
    for candidate in _kinds.values():
        if candidate.model is model:
            return candidate
    raise KeyError(model)


def links_to(name: str) -> Iterable[tuple[RecordKind, Link]]:
    """Yield every kind and link that names records of the kind `name`."""
    return ((other, link) for other in _kinds.values() for link in other.links if link.to == name)


def new_id(prefix: str) -> str:
    """Return a new log id, which no other record in the world has."""
    return f"{prefix}-{uuid.uuid4().hex}"
