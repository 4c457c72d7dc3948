from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from deployments.sample_home import SampleHome
from tests.portal.browser.addresses import Here
from tests.portal.browser.sight import Sight
from tests.portal.busy_town import Busy, work_for_months
from tests.portal.eyes import browser, chromium, served, serving
from tests.portal.town import Town, copied

__all__ = ["browser", "chromium", "served"]


@pytest.fixture(scope="session")
def made_busy_town(made_town: Town, tmp_path_factory: pytest.TempPathFactory) -> Busy:
    """The busy town that others read, or take a copy of."""
    root = tmp_path_factory.mktemp("busy-town")
    with pytest.MonkeyPatch.context() as patch:
        place = SampleHome(root / "home", root / "secrets")
        patch.setenv("MENTOR_HOME", str(place.home))
        return work_for_months(copied(made_town, place), made_town)


@pytest.fixture(scope="module")
def sight(chromium: Browser, made_busy_town: Busy) -> Iterator[Sight]:
    """Chromium over the busy town, which every test of a file shares: they only look."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MENTOR_HOME", str(made_busy_town.town.home))
        with made_busy_town.portal() as portal, serving(portal.app) as address:
            made = Sight(chromium, Here(portal, made_busy_town), address)
            yield made
            made.close()
