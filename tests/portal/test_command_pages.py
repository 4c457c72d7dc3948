"""Every command has a page that does the same, or a reason to stay on the machine; docs/portal.md tells."""

from __future__ import annotations

from tests.portal.access_page import all_rules
from tests.portal.command_pages import PAGES, PORTAL, documented, whole_page


def test_a_new_command_is_placed_on_a_page_or_has_a_reason() -> None:
    assert sorted(PAGES) == sorted(documented())


def test_the_pages_that_are_named_exist() -> None:
    pages = {rule.path for rule in all_rules() if rule.method == "GET"}
    named = {path for where in PAGES.values() if isinstance(where, tuple) for path in where}
    assert named <= pages, named - pages


def test_the_table_in_the_document_is_the_one_that_is_made() -> None:
    text = PORTAL.read_text(encoding="utf-8")
    assert text == whole_page(text), "python -m tests.portal.command_pages"
