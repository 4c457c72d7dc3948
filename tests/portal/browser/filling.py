"""Filling a form in as a person does: by its labels, with something in every field that asks for it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from playwright.sync_api import FilePayload, Locator, Page

CONTROLS = """form => {
    const optional = one => /kan udelades/.test(one?.innerText || '');
    const named = name => form.querySelectorAll(`[name="${CSS.escape(name)}"]`);
    return [...form.querySelectorAll('label')].map(label => [label, label.control])
        .filter(([label, one]) => one && one.type !== 'hidden' && one.checkVisibility())
        .map(([label, one]) => ({
            id: one.id, name: one.name, value: one.value,
            kind: one.tagName === 'INPUT' ? one.type : one.tagName.toLowerCase(),
            choices: [...(one.options || [])].map(option => option.value).filter(Boolean),
            needed: !optional(label) && !optional(one.closest('fieldset')?.querySelector('legend')),
            chosen: [...named(one.name)].some(other => other.checked),
            alone: named(one.name).length === 1,
        }));
}"""
"""Every control that can be seen and has a label."""
TYPED: Mapping[str, str] = {
    "date": "2026-05-28",
    "time": "09:00",
    "datetime-local": "2026-05-28T09:30",
    "number": "1",
    "email": "ny@kommune.example",
    "textarea": "Som aftalt i dag.",
    "text": "Aftalt",
}
PAPER: FilePayload = {"name": "brev.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7"}
"""What is chosen where a file is asked for."""


def fill(form: Locator, values: Mapping[str, Any]) -> None:
    """Fill in what the form asks for. `values` by the names of fields: what is typed, the value of a choice,
    `True` or `False` for a box, `None` to leave it as it is.
    """
    done: set[str] = set()
    for one in form.evaluate(CONTROLS):
        name = one["name"]
        if one["kind"] in {"radio", "checkbox"}:
            if _is_chosen(one, values, done):
                form.locator(f"label[for='{one['id']}']").first.click()
            done.add(name)
        elif name in values:
            _write(form.page, one, values[name])
        elif one["needed"] and not one["value"]:
            _write(form.page, one, TYPED.get(one["kind"], "1"))


def _is_chosen(one: Mapping[str, Any], values: Mapping[str, Any], done: set[str]) -> bool:
    """Whether this box or button is to be pressed."""
    name = one["name"]
    if name in values:
        wanted = values[name]
        pressed = bool(wanted) if isinstance(wanted, bool) else one["value"] in _several(wanted)
        return pressed and not (one["chosen"] and one["alone"])
    return one["needed"] and not one["alone"] and not one["chosen"] and name not in done


def _several(wanted: Any) -> tuple[str, ...]:
    return wanted if isinstance(wanted, tuple) else (str(wanted),)


def _write(page: Page, one: Mapping[str, Any], value: Any) -> None:
    if value is None:
        return
    field = page.locator(f"[id='{one['id']}']")
    if one["kind"] == "file":
        field.set_input_files([PAPER])
    elif one["kind"] == "select":  # where that cannot be chosen, what can
        field.select_option(str(value) if str(value) in one["choices"] else one["choices"][:1])
    else:
        field.fill(str(value))
