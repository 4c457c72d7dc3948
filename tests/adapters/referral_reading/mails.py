"""Referrals as they are written, with an invented citizen born in the future."""

from __future__ import annotations

from dataclasses import dataclass

CPR = "0101505678"

BODY = """Kære mentorkoordinator

Hermed en henvisning.

CPR-nr.: 010150 5678
Navn: Åse Ærø-Østergaard
Målgruppe: Aktivitetsparat kontanthjælpsmodtager
Ledighed: 1 år og 7 måneder
Opgaver:
- komme op om morgenen
- træne transport, både bus
  og tog
Skånehensyn: Undgå møder
før kl. 9.

Med venlig hilsen
Mette Skovgaard
"""

GRANT = """BEVILLING AF MENTORSTØTTE

CPR: 010150-5678          Navn: Åse Ærø-Østergaard
Lovgrundlag: LAB § 167
Bevilget af: Mette Skovgaard
Bevilget den: 27/2-26
Bevillingsperiode: 02.03.2026 – 31. maj 2026
Timer pr. uge: 2,5 timer/uge
Timer i alt: 32½ timer
Klart beskæftigelsessigte: Ja
Afgørende for indsatsen: ja
Tilrettelagt med udfasning: JA
Begrundelse: Støtten er afgørende.
"""

JOB_PLAN = """MIN PLAN

Dato: 2026-02-27
Mål: Ordinære timer i en butik.
Aktiviteter: Mentorstøtte; Virksomhedspraktik
Næste opfølgning: den 13. april 2026
"""

CONSENT = """SAMTYKKEERKLÆRING

Formål: At mentor og jobcenter kan samarbejde.
Modtagere: Jobcentret; Leverandøren
Samtykke givet: 27. februar 2026
Gælder til: 27.02.2027
"""


@dataclass(frozen=True)
class Letter:
    """An attachment as the mail has it."""

    name: str
    content: bytes
    media_type: str = "text/plain"


def paper(text: str, name: str = "papir.txt") -> Letter:
    """A plain text as an attachment."""
    return Letter(name, text.encode())


def three_papers() -> list[Letter]:
    """Grant, job plan and consent, with names that say nothing."""
    return [paper(text, f"scan{number}.txt") for number, text in enumerate((GRANT, JOB_PLAN, CONSENT), 1)]
