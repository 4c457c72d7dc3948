"""The confined judge says what the judge says, and survives what the judge would not."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from itertools import islice

import msgspec
import psutil
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adapters.mail_judging import MailJudge
from adapters.mail_judging.judge import LIMITS, WORKER, read_judgement
from adapters.secure_mail import SAME_MESSAGE_ID, Judgement, Reason, Verdict
from adapters.secure_mail.limits import MAX_BYTES
from adapters.secure_mail.reasons import verdict_of
from tests.adapters.mail.accepted_cases import ACCEPTED
from tests.adapters.mail.test_judging_refuses import CASES
from tests.adapters.mail.workshop import NOW, PDF, TEXT, Workshop, entity, ordinary, outer
from tests.adapters.mail_judging.judges import judged, judging
from tests.adapters.mail_judging.worker import DEEDS, FORGED, harmful
from tests.adapters.pdf_reading import hostile

pytestmark = pytest.mark.slow

SAMPLE = [*islice(ACCEPTED.items(), 0, None, 6)]
SAMPLE += [(case, build) for case, (_, _, build) in islice(CASES.items(), 0, None, 6)]


def given_up(why: str) -> Judgement:
    return Judgement(Verdict.QUARANTINED, Reason.PARSER_FAILED, problems=(f"confined:{why}",))


@pytest.mark.parametrize(("case", "build"), SAMPLE, ids=[case for case, _ in SAMPLE])
def test_verdict_reason_and_content_are_those_of_the_judge(
    shop: Workshop, judge: MailJudge, case: str, build: object
) -> None:
    assert callable(build)
    raw = build(shop)
    assert judged(judge, raw) == shop.judge(raw)


@pytest.mark.parametrize("seen", ["post-17", SAME_MESSAGE_ID])
def test_what_came_before_is_weighed_the_same(shop: Workshop, judge: MailJudge, seen: str) -> None:
    raw = shop.protect()
    assert judged(judge, raw, seen) == shop.judge(raw, seen=seen)


def test_a_ledger_that_is_down_is_not_mistaken_for_a_bad_mail(shop: Workshop, judge: MailJudge) -> None:
    def down(_content: str, _message_id: str) -> None:
        raise ConnectionError

    with pytest.raises(ConnectionError):
        judge.judge(shop.protect(), now=NOW, seen=down)
    assert judged(judge, shop.protect()).verdict is Verdict.ACCEPTED


@pytest.mark.parametrize(("deed", "why"), DEEDS.items())
def test_a_mail_that_harms_the_process_is_for_a_person(harmed: MailJudge, deed: bytes, why: str) -> None:
    assert judged(harmed, harmful(deed)) == given_up(why)
    assert judged(harmed, b"x").reason is Reason.NO_SMIME


def test_the_mails_after_a_crash_are_judged_and_so_are_those_after_the_next(
    shop: Workshop, harmed: MailJudge
) -> None:
    raw = shop.protect()
    for _ in range(2):
        assert judged(harmed, harmful(b"die")) == given_up("ended")
        assert [judged(harmed, raw), judged(harmed, b"x")] == [shop.judge(raw), shop.judge(b"x")]


def test_what_our_judge_would_never_say_is_not_believed(harmed: MailJudge) -> None:
    for forged in FORGED:
        assert judged(harmed, harmful(forged)) == given_up("nonsense"), forged


def test_a_web_address_that_opens_by_itself_is_found_in_confinement_too(
    shop: Workshop, judge: MailJudge
) -> None:
    pdf = ("a.pdf", "application/pdf", hostile.with_open_action("/URI"))
    assert judged(judge, shop.protect(ordinary(TEXT, pdf))).reason is Reason.ACTIVE_CONTENT


def test_a_mail_that_needs_more_memory_than_there_is_is_for_a_person(shop: Workshop) -> None:
    large = shop.protect(ordinary(TEXT, ("stor.pdf", "application/pdf", PDF + b"%" * 20_000_000)))
    little = replace(LIMITS, memory_bytes=150_000_000)
    with judging(shop.home, shop.partners, limits=little) as judge:
        assert judged(judge, large) == given_up("ended")
        assert judged(judge, shop.protect()).verdict is Verdict.ACCEPTED


def test_a_real_bomb_is_refused_before_it_costs_any_time(shop: Workshop) -> None:
    """Signed content in a million pieces, which the parser would put together one by one."""
    kinds = [bytes.fromhex(f"06092a864886f70d01070{kind}") for kind in (1, 2)]
    pieces = _indefinite(b"\x24", b"\x04\x01A" * 1_000_000)
    inside = _indefinite(b"\x30", kinds[0] + _indefinite(b"\xa0", pieces))
    signed = _indefinite(b"\x30", b"\x02\x01\x01\x31\x00" + inside + b"\x31\x00")
    bomb = _indefinite(b"\x30", kinds[1] + _indefinite(b"\xa0", signed))
    raw = outer() + entity("application/pkcs7-mime", bomb, "Content-Transfer-Encoding: binary")
    with judging(shop.home, shop.partners, limits=replace(LIMITS, processor_seconds=1)) as judge:
        assert judged(judge, b"x").reason is Reason.NO_SMIME
        assert judged(judge, raw).reason is Reason.TOO_MANY_PARTS
        assert judged(judge, shop.protect()).verdict is Verdict.ACCEPTED


def _indefinite(tag: bytes, content: bytes) -> bytes:
    return tag + b"\x80" + content + b"\x00\x00"


def test_the_largest_mail_we_take_is_within_the_limits_and_one_that_is_larger_too_large(
    shop: Workshop, judge: MailJudge
) -> None:
    padding = b"%" * 21_300_000
    large = shop.protect(ordinary(TEXT, ("stor.pdf", "application/pdf", PDF + padding)))
    assert 0.95 * MAX_BYTES < len(large) <= MAX_BYTES
    assert judged(judge, large).verdict is Verdict.ACCEPTED
    assert judged(judge, large + b"x" * MAX_BYTES).reason is Reason.TOO_LARGE


def test_neither_keys_nor_where_they_lie_is_on_the_processs_command_line(
    shop: Workshop, judge: MailJudge
) -> None:
    judged(judge, shop.protect())
    children = [one.cmdline() for one in psutil.Process().children()]
    told = " ".join(word for line in children if WORKER in line for word in line)
    assert told
    assert "PRIVATE" not in told
    assert str(shop.home) not in told


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_damaged_answer_makes_more_than_a_judgement_or_nonsense(
    an_answer: bytes, data: st.DataObject
) -> None:
    """Whether its partner is one of ours is asked of what could be read."""
    start = data.draw(st.integers(0, len(an_answer)))
    end = data.draw(st.integers(start, min(start + 20, len(an_answer))))
    damaged = an_answer[:start] + data.draw(st.binary(max_size=20)) + an_answer[end:]
    with suppress(msgspec.MsgspecError, UnicodeDecodeError):
        found = read_judgement(damaged)
        assert found.verdict is verdict_of(found.reason)
        assert found.reason is Reason.ACCEPTED or not (found.text or found.attachments)


@pytest.fixture(scope="module")
def an_answer(shop: Workshop) -> bytes:
    return msgspec.msgpack.encode(shop.judge(shop.protect()))
