from tests.house import house, made

__all__ = ["house", "made"]
