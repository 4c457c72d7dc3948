"""Reports that tests make, and words of theirs that may be found nowhere else."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from sqlalchemy import text

from casework.confidential.confidential_post import send_now
from casework.confidential.reporting import Receipt, report_child
from casework.office import Office
from domain.values import Actor, Role
from models.store import Store
from tests.factories import AMIRA

SOREN = Actor(Role.MANAGER, "soren")
CANARY = "Barnet sover alene i kaelderen 4711"
CRIME_CANARY = "Der arbejdes sort paa havnen 0815"
CHILD = json.dumps({"concern": CANARY, "children": "Lillebror, 6 aar", "in_danger_now": True}).encode()
CRIME = json.dumps({"facts": CRIME_CANARY, "manager": "soren"}).encode()


def reported(office: Office, ref: str) -> Receipt:
    receipt = report_child(office, ref, CHILD, AMIRA)
    asyncio.run(send_now(office, receipt.row))
    return receipt


def rows(store: Store, statement: str) -> list[dict[str, Any]]:
    with store.connection() as connection:
        return [dict(row) for row in connection.execute(text(statement)).mappings()]
