"""A browser is told in two words."""

from __future__ import annotations

import pytest

from portal.device import device_of


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox på Linux"),
        (
            "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Safari/537.36",
            "Chrome på Android",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Safari/604.1",
            "Safari på iPhone",
        ),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge på Windows"),
        ("Noget på Windows", "en browser på Windows"),
        ("<script>alert(1)</script>", "en anden browser"),
        ("", "en anden browser"),
    ],
)
def test_what_people_call_their_browser(agent: str, words: str) -> None:
    assert device_of(agent) == words
