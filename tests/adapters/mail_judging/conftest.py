from tests.adapters.mail.conftest import shop

__all__ = ["shop"]
