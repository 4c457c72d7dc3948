"""The one door to asn1crypto, which has no types: its structures enter the package here as `Any`."""

from __future__ import annotations

from typing import Any

import asn1crypto.algos
import asn1crypto.cms
import asn1crypto.core
import asn1crypto.keys
import asn1crypto.x509

cms: Any = asn1crypto.cms
algos: Any = asn1crypto.algos
core: Any = asn1crypto.core
keys: Any = asn1crypto.keys
x509: Any = asn1crypto.x509
