"""What is shown as a second factor counts once, also when it is shown several times at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import text

from domain.signing_in import LINKS_KEPT, LOG_KEPT, RECOVERY_CODES, Level, Outcome
from models.database import Database
from models.keyring import Keyring
from models.signing_in import SignIns
from models.signing_in.factors import NewPasskey
from models.signing_in.links import UnderWay
from models.signing_in.secrets import person_of
from tests.factories import at

NOW = at("2026-03-02 08:00")
AMIRA, BO = "amira@leverandoer.example", "bo@leverandoer.example"
SECRET, STEP = "JBSWY3DPEHPK3PXP", 1000
KEY = NewPasskey(b"name", "public", 0)


@pytest.fixture
def sign_ins(database: Database, keyring: Keyring) -> SignIns:
    return SignIns(database, keyring)


def begun(sign_ins: SignIns, email: str = AMIRA, browser: str = "a") -> UnderWay:
    """A sign-in that waits for its second factor."""
    token = sign_ins.links.add(email, browser, "/", NOW, mailed=True)
    sign_ins.links.open(token, browser, NOW)
    under_way = sign_ins.links.under_way(browser, NOW)
    assert under_way is not None
    return under_way


def set_up(sign_ins: SignIns, under_way: UnderWay) -> tuple[str, ...]:
    """Confirm an app; gives the recovery codes."""
    factor = sign_ins.factors.awaiting(under_way, SECRET, NOW)
    return sign_ins.factors.confirm(factor, STEP, under_way, NOW, device="Chrome")


def test_an_app_is_hers_when_it_is_confirmed_and_not_before(sign_ins: SignIns) -> None:
    under_way = begun(sign_ins)
    factor = sign_ins.factors.awaiting(under_way, SECRET, NOW)
    assert sign_ins.factors.awaiting(under_way, "ANOTHER", NOW).secret == factor.secret
    assert sign_ins.factors.of(under_way.person) == []
    assert len(sign_ins.factors.confirm(factor, STEP, under_way, NOW, device="")) == RECOVERY_CODES
    (kept,) = sign_ins.factors.of(under_way.person)
    assert (kept.kind, kept.secret, kept.counter) == (Level.TOTP, SECRET, STEP)
    proven = sign_ins.links.under_way("a", NOW)
    assert proven is not None
    assert proven.level == Level.TOTP


@pytest.mark.requirement("local.sign_in")
def test_of_two_windows_that_set_up_an_app_one_wins(sign_ins: SignIns) -> None:
    windows = [begun(sign_ins, browser="a"), begun(sign_ins, browser="b")]
    with ThreadPoolExecutor(2) as pool:
        codes = list(pool.map(lambda window: set_up(sign_ins, window), windows))
    assert sorted(map(len, codes)) == [0, RECOVERY_CODES]
    assert len(sign_ins.factors.of(windows[0].person)) == 1


def test_a_code_shown_several_times_at_once_counts_once(sign_ins: SignIns) -> None:
    under_way = begun(sign_ins)
    set_up(sign_ins, under_way)
    (factor,) = sign_ins.factors.of(under_way.person)
    with ThreadPoolExecutor(4) as pool:
        used = list(pool.map(lambda _: sign_ins.factors.use(factor, STEP + 1, NOW), range(8)))
    assert used.count(True) == 1
    assert not sign_ins.factors.use(factor, STEP, NOW)


def test_a_recovery_code_shown_several_times_at_once_counts_once(sign_ins: SignIns) -> None:
    codes = set_up(sign_ins, begun(sign_ins))
    with ThreadPoolExecutor(4) as pool:
        used = list(pool.map(lambda _: sign_ins.recovery.spend(codes[0], AMIRA, NOW), range(8)))
    assert used.count(True) == 1
    assert sign_ins.recovery.left(AMIRA) == RECOVERY_CODES - 1
    assert not sign_ins.recovery.spend(codes[1], BO, NOW)


def test_a_proven_sign_in_becomes_one_session(sign_ins: SignIns) -> None:
    set_up(sign_ins, begun(sign_ins))
    proven = sign_ins.links.under_way("a", NOW)
    assert proven is not None
    with ThreadPoolExecutor(4) as pool:
        finished = list(pool.map(lambda _: sign_ins.links.finish(proven, NOW), range(8)))
    assert finished.count(True) == 1
    assert sign_ins.links.under_way("a", NOW) is None


def test_a_passkey_belongs_to_one_person(sign_ins: SignIns) -> None:
    set_up(sign_ins, begun(sign_ins))
    assert sign_ins.factors.add_passkey(AMIRA, KEY, NOW)
    assert not sign_ins.factors.add_passkey(BO, KEY, NOW)
    _, key = sign_ins.factors.of(begun(sign_ins).person)
    assert key.kind is Level.PASSKEY
    assert not sign_ins.factors.remove_passkey(BO, key.id, NOW)
    assert sign_ins.factors.remove_passkey(AMIRA, key.id, NOW)


def test_the_last_factor_is_not_taken_away(sign_ins: SignIns) -> None:
    """A link alone would then be enough to set up a new one."""
    under_way = begun(sign_ins)
    assert len(sign_ins.factors.set_up_passkey(KEY, under_way, NOW, device="")) == RECOVERY_CODES
    (first,) = sign_ins.factors.of(under_way.person)
    assert not sign_ins.factors.remove_passkey(AMIRA, first.id, NOW)
    sign_ins.factors.add_passkey(AMIRA, NewPasskey(b"other", "public", 0), NOW)
    assert sign_ins.factors.remove_passkey(AMIRA, first.id, NOW)
    (other,) = sign_ins.factors.of(under_way.person)
    assert not sign_ins.factors.remove_passkey(AMIRA, other.id, NOW)


def test_of_an_app_and_a_passkey_set_up_at_once_one_wins(sign_ins: SignIns) -> None:
    windows = [begun(sign_ins, browser="a"), begun(sign_ins, browser="b")]
    with ThreadPoolExecutor(2) as pool:
        app = pool.submit(set_up, sign_ins, windows[0])
        key = pool.submit(sign_ins.factors.set_up_passkey, KEY, windows[1], NOW, device="")
        codes = [app.result(), key.result()]
    assert sorted(map(len, codes)) == [0, RECOVERY_CODES]
    assert len(sign_ins.factors.of(windows[0].person)) == 1


@pytest.mark.parametrize(
    ("before", "after", "counts"), [(0, 0, True), (0, 5, True), (5, 5, False), (5, 0, False)]
)
def test_a_passkeys_counter_only_grows_unless_it_does_not_count(
    sign_ins: SignIns, before: int, after: int, counts: bool
) -> None:
    sign_ins.factors.add_passkey(AMIRA, NewPasskey(b"name", "public", before), NOW)
    under_way = begun(sign_ins)
    (key,) = sign_ins.factors.of(under_way.person)
    assert sign_ins.factors.use(key, after, NOW, under_way) is counts


def test_a_question_to_a_passkey_is_asked_once(sign_ins: SignIns) -> None:
    sign_ins.challenges.put("a", b"first", NOW)
    sign_ins.challenges.put("a", b"second", NOW)
    assert sign_ins.challenges.take("b", NOW) is None
    assert sign_ins.challenges.take("a", NOW) == b"second"
    assert sign_ins.challenges.take("a", NOW) is None
    sign_ins.challenges.put("a", b"third", NOW)
    assert sign_ins.challenges.take("a", NOW + timedelta(minutes=15)) is None


def test_a_reset_takes_everything_and_names_who_did_it(sign_ins: SignIns) -> None:
    set_up(sign_ins, begun(sign_ins))
    secret = sign_ins.sessions.open("mentor:amira", AMIRA, "totp", NOW)
    others = sign_ins.sessions.open("mentor:bo", BO, "totp", NOW)
    sign_ins.factors.reset(AMIRA, "coordinator:kirsten", NOW)
    assert sign_ins.factors.of(begun(sign_ins).person) == []
    assert sign_ins.recovery.left(AMIRA) == 0
    assert sign_ins.sessions.find(secret, NOW) is None
    assert sign_ins.sessions.find(others, NOW) is not None
    lines = [line for line in sign_ins.log.of_person(AMIRA) if line.outcome is Outcome.FACTOR_RESET]
    assert [line.by for line in lines] == ["coordinator:kirsten"]


def test_what_somebody_else_has_begun_ends_with_her_sessions(sign_ins: SignIns) -> None:
    """Whoever reads her mail may have a link open, or even be at the last step."""
    set_up(sign_ins, begun(sign_ins))
    unopened = sign_ins.links.add(AMIRA, "b", "/", NOW, mailed=True)
    sign_ins.factors.reset(AMIRA, "coordinator:kirsten", NOW)
    assert sign_ins.links.under_way("a", NOW) is None
    assert sign_ins.links.open(unopened, "b", NOW) is Outcome.LINK_USED


def test_no_secret_lies_open(sign_ins: SignIns, database: Database) -> None:
    codes = set_up(sign_ins, begun(sign_ins))
    with database.casebook.connection() as connection:
        rows = [
            connection.execute(text(f"SELECT * FROM {name}")).all()
            for name in ("second_factor", "recovery_code")
        ]
    assert SECRET not in repr(rows)
    assert not any(code.replace("-", "") in repr(rows) for code in codes)


def test_what_is_over_is_forgotten_and_what_counts_is_kept(
    sign_ins: SignIns, database: Database, keyring: Keyring
) -> None:
    set_up(sign_ins, begun(sign_ins))
    sign_ins.factors.awaiting(begun(sign_ins, BO, "b"), "UNCONFIRMED", NOW)
    sign_ins.sessions.open("mentor:amira", AMIRA, "totp", NOW)
    sign_ins.challenges.put("a", b"asked", NOW)
    sign_ins.forget_old(NOW + LOG_KEPT + LINKS_KEPT)
    left = {}
    for name in ("sign_in_link", "sign_in_session", "passkey_challenge", "sign_in_log", "second_factor"):
        with database.casebook.connection() as connection:
            left[name] = connection.execute(text(f"SELECT count(*) FROM {name}")).scalar_one()
    assert left == {**dict.fromkeys(left, 0), "second_factor": 1}
    assert len(sign_ins.factors.of(person_of(keyring, AMIRA))) == 1
