from tests.portal.town import made_town, portal, town, visitor

__all__ = ["made_town", "portal", "town", "visitor"]
