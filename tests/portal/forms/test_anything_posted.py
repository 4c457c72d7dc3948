"""Whatever is posted to a form, the answer is a form with everything in it, or the thing is done."""

from __future__ import annotations

import html

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casework.commands.acting import BY_THEMSELVES
from domain.commands import COMMANDS
from domain.lifecycle import allowed
from portal.forms.shape import Kind, Shape, shape_of
from tests.portal.town import Portal

TEXTS = st.one_of(
    st.text(st.characters(blacklist_categories=("Cs",)), max_size=30),
    st.sampled_from(
        ["", "g1", "2026-03-19", "10:00", "-1", "1e9", "9" * 400, "(intet)", "'\"><b>", "ja", "\x00"]
    ),
)
BY_HAND = sorted(COMMANDS.keys() - BY_THEMSELVES.keys())


def fields(shape: Shape, inside: str = "") -> dict[str, bool]:
    """The names of its fields as a page posts them, of two rows where they are repeated; whether a person
    writes into it. (A choice that nobody was given cannot be shown again.)
    """
    found: dict[str, bool] = {}
    for spec in shape:
        name = inside + spec.name
        if spec.kind is Kind.GROUP:
            found |= fields(spec.inner, f"{name}.")
        elif spec.kind is Kind.ROWS:
            found |= fields(spec.inner, f"{name}.0.") | fields(spec.inner, f"{name}.7.")
        elif spec.kind in (Kind.NUMBERS, Kind.ANSWERS):
            found |= {f"{name}.vejleder": True, f"{name}.x.y": True}
        else:
            found[name] = spec.kind not in (Kind.YES_NO, Kind.TICK) and not spec.codes
    return found


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(command=st.sampled_from(BY_HAND), data=st.data())
def test_nothing_breaks_a_form_and_nothing_is_lost(portal: Portal, command: str, data: st.DataObject) -> None:
    kirsten, ref = portal.visitor("coordinator:kirsten"), portal.town.active
    where = f"/forloeb/{ref}/gor/{command}"
    known = fields(shape_of(command))
    typed = data.draw(
        st.dictionaries(st.sampled_from([*known, "seen", "more", "fewer", "x"]), TEXTS, max_size=12)
    )
    answer = kirsten.post(where, data={"csrf": kirsten.csrf("/mine-logins"), **typed})
    assert answer.status_code in {200, 303, 409, 422}, typed
    if answer.status_code == 422 and allowed(command, portal.office.casebook.course(ref).phase):
        shown = html.unescape(answer.text)
        for name, value in typed.items():
            if known.get(name) and value.isalnum() and value.isascii():
                assert value in shown
