"""The books of a home: all that is written down beside the courses themselves.

Each is imported with its tables when it is first asked for: no command and no run needs more than a few.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models.api_tokens import ApiTokens
    from models.break_glass import BreakGlasses
    from models.calendar_feeds import CalendarFeeds
    from models.certificate_answers import CertificateAnswers
    from models.confidential import Confidential
    from models.corps import Corps
    from models.database import Database
    from models.deciders import Deciders
    from models.drafts import Drafts
    from models.figures import Figures
    from models.jobs import Jobs
    from models.keyring import Keyring
    from models.ledger import Ledger
    from models.outbox import Outbox
    from models.pulses import Pulses
    from models.quarantine_folder import QuarantineFolder
    from models.readings import Readings
    from models.reconciliations import Reconciliations
    from models.referral_drafts import ReferralDrafts
    from models.refusals import Refusals
    from models.shown_cards import ShownCards
    from models.sign_on_journeys import SignOnJourneys
    from models.signing_in import SignIns


class Books:
    """What an opened home has written down, each part made when it is first asked for."""

    database: Database
    keyring: Keyring

    @cached_property
    def shown_cards(self) -> ShownCards:
        """Which state of each course its card in Prefect shows."""
        from models.shown_cards import ShownCards

        return ShownCards(self.database)

    @cached_property
    def outbox(self) -> Outbox:
        """Notices on their way out."""
        from models.outbox import Outbox

        return Outbox(self.database, self.keyring)

    @cached_property
    def ledger(self) -> Ledger:
        """Every mail that ever came in, with its fate."""
        from models.ledger import Ledger

        return Ledger(self.database, self.keyring)

    @cached_property
    def quarantine_folder(self) -> QuarantineFolder:
        """Which mails lie in the mailbox's quarantine folder."""
        from models.quarantine_folder import QuarantineFolder

        return QuarantineFolder(self.database, self.keyring)

    @cached_property
    def confidential(self) -> Confidential:
        """Reportable matters, apart from all courses."""
        from models.confidential import Confidential

        return Confidential(self.database, self.keyring)

    @cached_property
    def certificate_answers(self) -> CertificateAnswers:
        """What responders said of the certificates behind mails."""
        from models.certificate_answers import CertificateAnswers

        return CertificateAnswers(self.database)

    @cached_property
    def deciders(self) -> Deciders:
        """Those who may decide, and their single-use codes."""
        from models.deciders import Deciders

        return Deciders(self.database, self.keyring)

    @cached_property
    def corps(self) -> Corps:
        """The mentor corps's own records."""
        from models.corps import Corps

        return Corps(self.database, self.keyring)

    @cached_property
    def reconciliations(self) -> Reconciliations:
        """The reconciliations of hours that were made."""
        from models.reconciliations import Reconciliations

        return Reconciliations(self.database)

    @cached_property
    def jobs(self) -> Jobs:
        """What was asked for on a page and is done outside of it."""
        from models.jobs import Jobs

        return Jobs(self.database, self.keyring)

    @cached_property
    def calendar_feeds(self) -> CalendarFeeds:
        """The secret addresses of mentors' calendars."""
        from models.calendar_feeds import CalendarFeeds

        return CalendarFeeds(self.database, self.keyring)

    @cached_property
    def pulses(self) -> Pulses:
        """When each part of the installation was last at work."""
        from models.pulses import Pulses

        return Pulses(self.database)

    @cached_property
    def figures(self) -> Figures:
        """The table of key figures."""
        from models.figures import Figures

        return Figures(self.database)

    @cached_property
    def readings(self) -> Readings:
        """Who read what."""
        from models.readings import Readings

        return Readings(self.database)

    @cached_property
    def api_tokens(self) -> ApiTokens:
        """The tokens by which programs act for people."""
        from models.api_tokens import ApiTokens

        return ApiTokens(self.database, self.keyring)

    @cached_property
    def sign_on_journeys(self) -> SignOnJourneys:
        """Who is on her way to a municipality's sign-in."""
        from models.sign_on_journeys import SignOnJourneys

        return SignOnJourneys(self.database, self.keyring)

    @cached_property
    def sign_ins(self) -> SignIns:
        """Links, sessions and second factors of the portal."""
        from models.signing_in import SignIns

        return SignIns(self.database, self.keyring)

    @cached_property
    def drafts(self) -> Drafts:
        """What people have typed in forms and not handed in."""
        from models.drafts import Drafts

        return Drafts(self.database, self.keyring)

    @cached_property
    def referral_drafts(self) -> ReferralDrafts:
        """Referrals that caseworkers have begun and not sent."""
        from models.referral_drafts import ReferralDrafts

        return ReferralDrafts(self.database, self.keyring)

    @cached_property
    def break_glasses(self) -> BreakGlasses:
        """Courses that were opened by somebody whose they are not."""
        from models.break_glass import BreakGlasses

        return BreakGlasses(self.database, self.keyring)

    @cached_property
    def refusals(self) -> Refusals:
        """What was refused at the portal's door."""
        from models.refusals import Refusals

        return Refusals(self.database)
