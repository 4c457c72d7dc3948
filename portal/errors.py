"""What stops a visit before its page: each is shown as a page that says what to do."""

from __future__ import annotations

from domain.errors import MentorError


class SignInFirst(MentorError):
    """Nobody is signed in, or not any more; `back_to` is where she wanted to go."""

    code = "sign-in"

    def __init__(self, back_to: str = "") -> None:
        super().__init__("Log ind for at se siden.")
        self.back_to = back_to


class HandedOver(MentorError):
    """The device is with a citizen who reads the log book of the course `ref`; nothing else opens."""

    code = "handed-over"

    def __init__(self, ref: str) -> None:
        super().__init__("Telefonen viser en logbog. Mentor tager den tilbage med sin kode.")
        self.ref = ref


class NotForThisRole(MentorError):
    """Somebody else's page."""

    code = "not-for-this-role"

    def __init__(self) -> None:
        super().__init__(
            "Siden hører ikke til din rolle. Har du flere roller, kan du skifte øverst på siden."
        )


class OnlyToRead(MentorError):
    """A course that is not hers and is open to her in an emergency: to be read, not to be disposed of."""

    code = "emergency-reads"

    def __init__(self) -> None:
        super().__init__(
            "Du har åbnet sagen med nødadgang. Den er åben til at læse og til at kvittere for en fravigelse. "
            "Resten gør borgerens egen sagsbehandler eller hendes enhed. Læs videre på forløbets side."
        )


class NothingHere(MentorError):
    """There is no such page, or no such course that this visitor may see: the same answer to both."""

    code = "nothing-here"

    def __init__(self) -> None:
        super().__init__("Her er ingen side eller sag, som du kan se.")


class FormOutdated(MentorError):
    """A form that does not come from a page of ours in this browser (CSRF)."""

    code = "form-outdated"

    def __init__(self) -> None:
        super().__init__("Formularen er fra et tidligere besøg. Gå tilbage, hent siden igen, og send den.")


class TooLarge(MentorError):
    """More was sent than any form of ours holds."""

    code = "too-large"

    def __init__(self) -> None:
        super().__init__("Det, der blev sendt, er for stort. Gå tilbage, og gør teksten eller filen mindre.")
