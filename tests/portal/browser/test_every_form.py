"""Every command's form in a real Chromium, as every role whose it is: opened, filled in by its labels, sent,
and done, by the coordinator at least. On a phone with a script, on a desktop without.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from casework.access.accounts import account_of
from casework.access.seeing import may_see
from casework.commands.acting import BY_THEMSELVES
from casework.commands.can_do import is_offered
from deployments.sample_home import SampleHome
from domain.commands import COMMANDS
from domain.values import Role
from domain.who import WHOSE
from portal.forms.words import SAYINGS
from tests.portal.browser.addresses import ACCOUNT_OF, Here
from tests.portal.browser.answers import NOWHERE, REFUSED, WHERE, WRITTEN, further_courses, work_on
from tests.portal.browser.filling import fill
from tests.portal.browser.sight import Sight
from tests.portal.busy_town import Busy
from tests.portal.eyes import DESKTOP, PHONE, serving
from tests.portal.town import copied

pytestmark = [pytest.mark.slow, pytest.mark.soak, pytest.mark.needs("chromium")]
BY_HAND = sorted(COMMANDS.keys() - BY_THEMSELVES.keys())
ACTORS = (Role.COORDINATOR, Role.MENTOR, Role.CASEWORKER, Role.JOB_CONSULTANT, Role.MANAGER)
HERS = [(role, command) for role in ACTORS for command in BY_HAND if role in WHOSE[command].roles]


@dataclass(frozen=True)
class Situations:
    """The busy town with a course for every form."""

    busy: Busy
    courses: dict[str, str]


@pytest.fixture(scope="session")
def situations(made_busy_town: Busy, tmp_path_factory: pytest.TempPathFactory) -> Situations:
    root = tmp_path_factory.mktemp("situations")
    with pytest.MonkeyPatch.context() as patch:
        place = SampleHome(root / "home", root / "secrets")
        patch.setenv("MENTOR_HOME", str(place.home))
        busy = replace(made_busy_town, town=copied(made_busy_town.town, place))
        with busy.portal() as portal:
            more = further_courses(portal.office)
            work_on(portal.office, busy)
    return Situations(busy, {"worked_on": busy.worked_on, **busy.town.courses, **more})


@pytest.fixture
def own(
    chromium: Browser, situations: Situations, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Sight]:
    """Chromium over a copy of that town, as each form changes it."""
    place = SampleHome(tmp_path / "home", tmp_path / "secrets")
    monkeypatch.setenv("MENTOR_HOME", str(place.home))
    busy = replace(situations.busy, town=copied(situations.busy.town, place))
    with busy.portal() as portal, serving(portal.app) as address:
        made = Sight(chromium, Here(portal, busy), address)
        yield made
        made.close()


def course_for(sight: Sight, situations: Situations, command: str, role: Role) -> str | None:
    """The course on which the form is filled in; None where the role has none."""
    portal, account = sight.here.portal, account_of(sight.here.portal.office, ACCOUNT_OF[role])
    assert account is not None
    named = [situations.courses[WHERE[command]]] if command in WHERE else situations.courses.values()
    for ref in named:
        course = portal.office.casebook.course(ref)
        programme = portal.office.programme_of(course)
        if may_see(portal.office, account, ref) and is_offered(command, account.actor, course, programme):
            return ref
    return None


@pytest.mark.requirement("local.for_everybody")
@pytest.mark.parametrize("script", [True, False], ids=["script", "plain"])
@pytest.mark.parametrize(("role", "command"), HERS, ids=[f"{role}-{command}" for role, command in HERS])
def test_a_form_is_filled_in_and_done(
    own: Sight, situations: Situations, role: Role, command: str, script: bool
) -> None:
    ref = course_for(own, situations, command, role)
    page = own.window(ACCOUNT_OF[role], script=script).page
    if ref is None:  # what comes before or after her time on a course
        assert role is not Role.COORDINATOR or command in NOWHERE, "a course for every form of hers"
        page.goto(f"/forloeb/{situations.courses[WHERE.get(command, 'worked_on')]}/gor/{command}")
        assert not page.locator(f'form[action$="/gor/{command}"]').count()
        return
    wide, high = PHONE if script else DESKTOP
    page.set_viewport_size({"width": wide, "height": high})
    page.goto(f"/forloeb/{ref}/gor/{command}")
    form = page.locator(f'form[action$="/gor/{command}"]')
    fill(form, WRITTEN.get(command, {}))
    form.locator(".actions button").first.click()
    done = page.get_by_text(SAYINGS[command].done).first
    told = page.locator(".problems").first
    if command in REFUSED:
        expect(told).to_contain_text(REFUSED[command])
    elif role is Role.COORDINATOR:
        expect(done).to_be_visible()
    else:  # what a rule keeps for others is told, and nothing that was written is lost
        expect(done.or_(told.filter(has_text="Alt, hvad du skrev, står her endnu"))).to_be_visible()
