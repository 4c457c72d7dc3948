"""The stylesheet and the script: all of ours, in the order of their names, as one file each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "static"
KINDS: Mapping[str, str] = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8"}


@dataclass(frozen=True, slots=True)
class Assets:
    """Each kind's whole content; the address changes with it, so that a browser may keep it for good."""

    contents: Mapping[str, bytes]

    @classmethod
    def load(cls) -> Assets:
        """Read them once."""
        return cls({kind: _joined(kind) for kind in KINDS})

    @property
    def paths(self) -> Mapping[str, str]:
        """Where each kind is fetched."""
        return {kind: f"/udseende/{_digest(content)}.{kind}" for kind, content in self.contents.items()}

    def named(self, name: str) -> tuple[bytes, str] | None:
        """Content and type of the file with that name, if it is one of these."""
        for kind, content in self.contents.items():
            if name == f"{_digest(content)}.{kind}":
                return content, KINDS[kind]
        return None


def _joined(kind: str) -> bytes:
    return b"\n".join(file.read_bytes() for file in sorted(FOLDER.glob(f"*.{kind}")))


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()[:16]
