from tests.adapters.mail.conftest import shop
from tests.adapters.mail_judging.judges import harmed, home, judge

__all__ = ["harmed", "home", "judge", "shop"]
