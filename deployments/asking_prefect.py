"""Asking a running Prefect for an intake, without having Prefect in this process's memory."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from http import HTTPStatus
from typing import Any

from deployments.prefect_server import PrefectPlace

INTAKE = "referral_intake/post"
ANSWER_SECONDS = 3.0


def ask_for_intake(place: PrefectPlace, key: str) -> bool:
    """Ask for one run of the intake; the same key asks for the same run. False if Prefect does not answer.

    While its runner is not there yet no run is asked for, which would only come late; so ask again.
    """
    try:
        found = _answer(place, f"deployments/name/{INTAKE}")
        if found["status"] == "READY":
            _answer(place, f"deployments/{found['id']}/create_flow_run", {"idempotency_key": f"intake-{key}"})
    except urllib.error.HTTPError as error:
        return error.code == HTTPStatus.NOT_FOUND  # it has not been told of our flows yet
    except (OSError, ValueError, LookupError, TypeError):
        return False
    return True


def _answer(place: PrefectPlace, path: str, content: dict[str, str] | None = None) -> Any:
    request = urllib.request.Request(  # noqa: S310 (own address)
        f"{place.api_url}/{path}",
        data=None if content is None else json.dumps(content).encode(),
        headers={"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=ANSWER_SECONDS) as answer:  # noqa: S310 (own address)
        return json.load(answer)
