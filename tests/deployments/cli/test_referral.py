from __future__ import annotations

import json

from adapters.referral_reading.json_schema import referral_schema
from tests.deployments.cli.shell import Shell


def test_the_schema_is_printed_as_it_is_read_by(mentor: Shell) -> None:
    typed = mentor("referral", "schema")
    assert typed.code == 0
    assert json.loads(typed.out) == referral_schema()
