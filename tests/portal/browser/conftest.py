from tests.portal.eyes import browser, chromium, served

__all__ = ["browser", "chromium", "served"]
