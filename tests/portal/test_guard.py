"""What surrounds every page: nothing is told to a stranger, and nothing of an error but a number."""

from __future__ import annotations

import logging
import re

import pytest

from casework.office import Office
from tests.portal.town import Portal

CITIZEN = "Maja Nørgaard 0101505678"


@pytest.fixture
def falls_over(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is opened, something goes wrong that quotes a citizen."""

    def broken(_office: Office, _staff: object) -> Office:
        raise RuntimeError(CITIZEN)

    monkeypatch.setattr(Office, "for_a_visit", broken)


@pytest.mark.usefixtures("falls_over")
def test_an_error_nobody_foresaw_is_a_danish_page_with_a_number(
    portal: Portal, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        answer = portal.visitor().get("/log-ind")
    assert answer.status_code == 500
    assert "Noget gik galt hos os" in answer.text
    number = re.findall(r"<strong>([0-9a-f]{8})</strong>", answer.text)
    assert re.findall(r"fejl ([0-9a-f]{8})", caplog.text) == number, "it is written down once"
    assert len(number) == 1
    assert CITIZEN not in answer.text + caplog.text
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.usefixtures("falls_over")
def test_a_program_is_told_the_number_as_json(portal: Portal, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        answer = portal.visitor().get("/api/v1/me")
    assert (answer.status_code, answer.headers["content-type"]) == (500, "application/problem+json")
    (number,) = re.findall(r"fejl ([0-9a-f]{8})", caplog.text)
    assert number in answer.json()["message"]
    assert CITIZEN not in answer.text + caplog.text


@pytest.mark.parametrize("text", ["[[coordinator]]\nid = 3\nname = 'Hemmelig'\n", None])
def test_what_is_wrong_with_the_file_of_our_staff_is_not_for_whoever_comes(
    portal: Portal, text: str | None
) -> None:
    kirsten = portal.visitor("coordinator:kirsten")
    file = portal.town.home / "staff.toml"
    file.unlink() if text is None else file.write_text(file.read_text() + text)
    for browser, path in ((portal.visitor(), "/log-ind"), (kirsten, "/min-dag"), (kirsten, "/api/v1/me")):
        answer = browser.get(path)
        assert answer.status_code == 503, path
        assert not re.search(r"Hemmelig|coordinator|\.id|staff", answer.text), path


def test_no_answer_sends_a_browser_to_the_host_that_a_request_names(portal: Portal) -> None:
    kirsten = portal.visitor("coordinator:kirsten")
    for path in ("/forloeb/", "//evil.example/forloeb/", "/min-dag/", "/log-ind/", "/api/v1/courses/"):
        answer = kirsten.get(path, headers={"Host": "evil.example"})
        assert answer.status_code in {401, 404}, path
        assert "evil" not in str(answer.headers), path


def test_who_signs_out_leaves_nothing_in_the_browser(portal: Portal) -> None:
    amira = portal.visitor("mentor:amira")
    assert amira.get("/min-dag").headers["Cache-Control"] == "no-store"
    gone = amira.send_form("/log-ud", page="/mine-logins")
    assert gone.headers["Clear-Site-Data"] == '"cache"'
    assert 'mentor-session=""' in str(gone.headers.get_list("set-cookie"))


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/x-www-form-urlencoded", b"a=1&" * 5_001),
        (
            "multipart/form-data; boundary=x",
            b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n' * 5_001,
        ),
    ],
)
def test_more_fields_than_any_form_has_are_not_read(portal: Portal, kind: str, body: bytes) -> None:
    answer = portal.visitor().post("/log-ind", content=body, headers={"content-type": kind})
    assert answer.status_code == 400


def test_more_than_any_form_holds_is_not_taken_in(portal: Portal) -> None:
    form = {"content-type": "application/x-www-form-urlencoded"}
    answer = portal.visitor().post("/log-ind", content=b"a" * 8_000_001, headers=form)
    assert answer.status_code == 413
    assert "for stort" in answer.text
