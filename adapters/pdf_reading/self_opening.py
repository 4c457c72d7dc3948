"""What in a PDF opens a web address without a click: the action comes with the document, a page or a field.

An ordinary link is an action too, and may stand; so looking for its name is not enough (ISO 32000-2, 12.6).
"""

from __future__ import annotations

from pypdf.generic import ArrayObject, DictionaryObject, PdfObject

_ACTION = "/OpenAction"
_ACTIONS = "/AA"
_NEXT = "/Next"


def opens_address(item: DictionaryObject) -> bool:
    """Whether what this object sets off by itself leads to an address, at once or after other actions."""
    waiting: list[PdfObject | None] = [item.get(_ACTION), *_values(item.get(_ACTIONS))]
    seen: set[int] = set()
    while waiting:
        action = _resolved(waiting.pop())
        if id(action) in seen:
            continue
        seen.add(id(action))
        if isinstance(action, ArrayObject):
            waiting.extend(action)
        elif isinstance(action, DictionaryObject):
            if str(_resolved(action.get("/S"))) == "/URI":
                return True
            waiting.append(action.get(_NEXT))
    return False


def _values(actions: PdfObject | None) -> list[PdfObject]:
    found = _resolved(actions)
    return list(found.values()) if isinstance(found, DictionaryObject) else []


def _resolved(item: PdfObject | None) -> PdfObject | None:
    return None if item is None else item.get_object()
