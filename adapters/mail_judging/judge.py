"""Our side of the judging: hands the mail to the confined process, and believes only what can be."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import msgspec

from adapters.confined import ConfinedProcess, Limits, WorkFailed
from adapters.mail_judging.worker import Mail, Means
from adapters.partners import Partner, Partners
from adapters.secure_mail import Judgement, KeyStore, Reason, Seen, weighed
from adapters.secure_mail.key_files import KeyFiles, State, state_of
from adapters.secure_mail.limits import MAX_BYTES
from adapters.secure_mail.reasons import verdict_of
from domain.errors import InvalidInput, Problem

WORKER = "adapters.mail_judging.worker"
# The largest mail we take needs 440 MB and less than a second.
LIMITS = Limits(memory_bytes=800_000_000, processor_seconds=10, seconds=30.0, answer_bytes=3 * MAX_BYTES)
_ANSWER = msgspec.msgpack.Decoder(Judgement)


def judging_process(limits: Limits = LIMITS) -> ConfinedProcess[Judgement]:
    """The process that judges; it may serve one `MailJudge` after another. Close it."""
    return ConfinedProcess(WORKER, read_judgement, limits)


class MailJudge:
    """Judges mails by the keys, certificates and lists of a home, in that process; may be shared by threads.

    The files are looked at before each mail and read again when one has changed: a new list counts at once.
    `max_list_age` is our own limit on the age of revocation lists.
    """

    def __init__(
        self,
        home: Path,
        partners: Partners,
        max_list_age: timedelta | None,
        process: ConfinedProcess[Judgement],
    ) -> None:
        self._home, self._partners, self._max_list_age = home, partners, max_list_age
        self._process = process
        self._means: tuple[State, bytes] | None = None

    def judge(self, raw: bytes, *, now: datetime, seen: Seen) -> Judgement:
        """Judge one mail as it came from the mailbox; see `secure_mail.weighed` for `seen`.

        A mail that the process cannot carry is `quarantined` as `parser-failed`: nobody knows what it is.
        Raises InvalidInput naming a key or list that cannot be read, or the folder without own keys or roots,
        Unavailable if no process can start.
        """
        # One byte too many is as telling as all of them.
        return weighed(self._examined(Mail(raw[: MAX_BYTES + 1], now)), seen)

    def open_again(self, raw: bytes, partner: Partner, *, received_at: datetime) -> Judgement:
        """Text and attachments of a mail that was accepted from `partner` at `received_at` (UTC).

        Its signature must still fit; today's certificates and lists are not asked. Raises as `judge`.
        """
        return self._examined(Mail(raw, received_at, partner))

    def _examined(self, mail: Mail) -> Judgement:
        try:
            found = self._process.ask(msgspec.msgpack.encode(mail), self._setup())
        except WorkFailed as failed:
            return _given_up(failed.why)
        if found.partner not in (None, *self._partners.partners):
            self._process.close()
            return _given_up("nonsense")
        return found

    def _setup(self) -> bytes:
        state = state_of(self._home)
        if self._means is None or self._means[0] != state:
            files = KeyFiles.read(self._home)
            # What is wrong with them is for the operator to hear: no mail is refused over it.
            _require_means(self._home, KeyStore.parsed(files))
            means = Means(files.by_name(), self._max_list_age, self._partners)
            self._means = state, msgspec.msgpack.encode(means)
        return self._means[1]


def read_judgement(answer: bytes) -> Judgement:
    """What the process answered. Raises msgspec.ValidationError over what our judge could not have said."""
    found = _ANSWER.decode(answer)
    if not _is_possible(found):
        raise msgspec.ValidationError("no judgement of ours")
    return found


def _is_possible(found: Judgement) -> bool:
    """Whether our judge could have said that; a process that a mail has taken over may say anything."""
    vouched = bool(found.partner and found.signer and found.content_sha256)
    return (
        found.verdict is verdict_of(found.reason)
        and found.reason is not Reason.SEEN_BEFORE
        and (vouched if found.reason is Reason.ACCEPTED else not (found.text or found.attachments))
    )


def _given_up(why: str) -> Judgement:
    reason = Reason.PARSER_FAILED
    return Judgement(verdict_of(reason), reason, problems=(f"confined:{why}",))


def _require_means(home: Path, keys: KeyStore) -> None:
    """Without a key or a root every mail would be refused for good, though nothing is wrong with it."""
    if not keys.own:
        cure = "læg jeres NAVN.key.pem og NAVN.cert.pem i mappen; posten venter"
        raise InvalidInput(str(home / "keys"), (Problem("nøgle", "mangler", cure),))
    if not keys.roots:
        cure = "læg rodcertifikaterne for dem, I stoler på, i mappen; posten venter"
        raise InvalidInput(str(home / "trust"), (Problem("rodcertifikat", "mangler", cure),))
