"""A form's fields and their values, by one walk down the tree of fields.

pypdf's own list of fields also collects what nobody here asks for, which takes half as long again.
"""

from __future__ import annotations

from pypdf.errors import LimitReachedError
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, PdfObject, TextStringObject

_MOST_NODES, _DEEPEST = 20_000, 50


def fields_of(catalog: DictionaryObject) -> dict[str, str]:
    """The value of every field by its whole name; empty where there is none, a button's is its state.

    Raises LimitReachedError over more fields, or deeper ones, than any form has.
    """
    found: dict[str, str] = {}
    seen: set[int] = set()
    waiting = [(field, "", 0) for field in _members(_entry(catalog, "/AcroForm"), "/Fields")[::-1]]
    while waiting:
        node, above, depth = waiting.pop()
        if id(node) in seen:  # what is read stays in memory as one object, so a loop ends here
            continue
        seen.add(id(node))
        if len(seen) > _MOST_NODES or depth > _DEEPEST:
            raise LimitReachedError("more fields than any form has")
        name = _name(node, above)
        if name is None:
            continue
        if "/FT" in node:
            found[name] = _value(_entry(node, "/V"))
        waiting.extend((kid, name, depth + 1) for kid in _members(node, "/Kids")[::-1])
    return found


def _entry(node: object, key: str) -> PdfObject | None:
    """What stands there, a reference followed."""
    return node[key] if isinstance(node, DictionaryObject) and key in node else None


def _members(node: object, key: str) -> list[DictionaryObject]:
    listed = _entry(node, key)
    members = [item.get_object() for item in listed] if isinstance(listed, ArrayObject) else []
    return [member for member in members if isinstance(member, DictionaryObject)]


def _name(node: DictionaryObject, above: str) -> str | None:
    """The whole name: the one given for export, or the own one below that of the parent.

    None for the mere box of a field that has several: it has no name of its own.
    """
    if "/TM" in node:
        return str(node["/TM"])
    if "/T" not in node:
        return None
    return f"{above}.{node['/T']}" if above else str(node["/T"])


def _value(value: PdfObject | None) -> str:
    if isinstance(value, NameObject):
        return value.removeprefix("/")
    if isinstance(value, ArrayObject):
        return "; ".join(str(item) for item in value)
    return str(value) if isinstance(value, TextStringObject | str) else ""
