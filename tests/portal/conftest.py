from tests.portal.eyes import browser, chromium, served
from tests.portal.town import made_town, portal, town, visitor

__all__ = ["browser", "chromium", "made_town", "portal", "served", "town", "visitor"]
