"""Small JSON made smaller: long texts are deflated against a dictionary of what our JSON is made of.

Short texts stay as they are: below the limit deflating costs more time than the bytes are worth. The
first byte tells which it is. A dictionary is part of the format: it is never changed, only followed by
another number.
"""

from __future__ import annotations

import zlib

WORTH_IT = 350
"""Bytes from which deflating pays. What a passing timer writes is shorter: a round deflates nothing."""
_PLAIN, _DEFLATED_1 = b"{", b"\x01"
_WINDOW, _MEMORY, _LEVEL = -12, 5, 6

DICTIONARY_1 = (
    '"unit":"","caseworker":"","caseworker_contact":"","target_group":"","match_group":"","months_unemployed'
    '":,"in_activity":"","tasks":["],"focus_areas":["],"considerations":"","risks":"","language":"","phone":"'
    '","address":"","email":"","protected":true,"interpreter":true,"consent":{"purpose":"","data_types":['
    '"],"recipients":["],"given_on":"2026-10-05"}}"job_plan":{"dated_on":"2026-10-05","aim":"","activities":'
    '[""],"agreements":[""],"next_follow_up_on":"2026-10-05"},"grant":{"legal_basis":"LAB § ","granter":"",'
    '"granter_role":"sagsbehandler","granted_on":"2026-10-05","starts_on":"2026-10-05",'
    '"ends_on":"2026-10-05","hours_per_week":"","hours_total":"","employment_aim":true,"decisive":true,'
    '"phase_out":true,"reason":""},{"referral":{"citizen":{"cpr":"","name":""},"texts":[{"id":"g1","text":"",'
    '"indicator":"","baseline":"","target":""},"answers":[{"goal":"g1","reached":false,"effort_sufficient":'
    'true,"more_needed":false,"stage":"preparation"},"to_phase":"active","cleared":["goal_setting"],"goals":[{'
    '"id":"g1","target_on":"2026-10-05"},{"id":"g2","target_on":"2026-10-05","parent":"g1"}],"missing":["'
    '"mail_id":"","grant":{"starts_on":"2026-10-05","ends_on":"2026-10-05","hours":","assertions":["employment_aim",'
    '"decisive","phase_out"]}},"ref":"M-2026-0001","controller":"","partner":"Jobcenter ","programme":"",'
    '"programme_version":"2026-1","received_at":"2026-10-05T07:00:00Z","kind":"first_contact","subject":"",'
    '"rung":0,"deadline_on":"2026-10-05","notice":"first_contact_due","to":["mentor","coordinator"],"firing":"'
    '@2026-10-05#0"}"period":{"number":1,"starts_on":"2026-10-05","ends_on":"2026-10-05","hours":"}}'
    '"timers":[{"kind":"phase_out","due_at":"2026-10-05T07:00:00Z","deadline_on":"2026-10-05","why":{'
    '"base_on":"2026-10-05","amount":-4,"unit":"weeks"}},{"kind":"grant_end","due_at":"2026-10-05T07:00:00Z",'
    '"deadline_on":"2026-10-05","why":{"base_on":"2026-10-05","amount":1,"unit":"days"}},{"kind":"matching",'
    '"due_at":"2026-10-05T07:00:00Z","deadline_on":"2026-10-05","why":{"base_on":"2026-10-05","amount":2,"unit":'
    '"working_days"}},{"kind":"follow_up","due_at":"2026-10-05T07:00:00Z","deadline_on":"2026-10-05","why":{'
    '"base_on":"2026-10-05","amount":2,"unit":"weeks"}}],'
).encode()
"""What facts and personal fields are full of: the names of our fields, and how a timer is written."""

_PREPARED = zlib.compressobj(_LEVEL, zlib.DEFLATED, _WINDOW, _MEMORY, zlib.Z_DEFAULT_STRATEGY, DICTIONARY_1)
"""A deflater that has read the dictionary: copying it costs a third less than making one."""


def packed(text: bytes) -> bytes:
    """The JSON object as it is kept."""
    if len(text) < WORTH_IT:
        return text
    deflater = _PREPARED.copy()
    return _DEFLATED_1 + deflater.compress(text) + deflater.flush()


def unpacked(kept: bytes) -> bytes:
    """The JSON object again. Raises ValueError for anything else."""
    mark = kept[:1]
    if mark == _PLAIN:
        return kept
    if mark != _DEFLATED_1:
        raise ValueError("unknown packing")
    inflater = zlib.decompressobj(_WINDOW, DICTIONARY_1)
    try:
        return inflater.decompress(kept[1:]) + inflater.flush()
    except zlib.error:
        raise ValueError("broken packing") from None
