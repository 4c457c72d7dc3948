"""Closed lists of words: phases, kinds of timers, units."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, cast

from pydantic import GetCoreSchemaHandler
from pydantic_core.core_schema import CoreSchema, simple_ser_schema


class ClosedList(StrEnum):
    """A list whose words are read like any enumeration's and written as the text that they are.

    A snapshot holds more than a dozen; asking each for its `value` was a quarter of the time to write one.
    """

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Pydantic's own schema, with plain text for writing."""
        schema: dict[str, Any] = {**handler(source), "serialization": simple_ser_schema("str")}
        return cast(CoreSchema, schema)
