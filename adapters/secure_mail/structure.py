"""Walks through signed content and takes out text and attachments; what it does not know it refuses."""

from __future__ import annotations

from dataclasses import dataclass, field

from adapters.secure_mail.attachments import TEXT, attachment
from adapters.secure_mail.judgement import Attachment
from adapters.secure_mail.mime import Part, walk
from adapters.secure_mail.reasons import Reason, Stop
from adapters.secure_mail.smime import is_openpgp, is_protected, is_signature

_CONTAINERS = frozenset({"multipart/mixed", "multipart/alternative", "multipart/related"})
_PICTURES = frozenset({"image/png", "image/jpeg", "image/gif"})
_TNEF = frozenset({"application/ms-tnef", "application/vnd.ms-tnef"})
_CHARSETS = {
    "us-ascii": "ascii",
    "ascii": "ascii",
    "utf-8": "utf-8",
    "iso-8859-1": "latin-1",
    "iso-8859-15": "iso-8859-15",
    "windows-1252": "cp1252",
    "cp1252": "cp1252",
}


@dataclass
class Content:
    """What the signer sent: the readable text with LF line ends, the attachments, and remarks as codes."""

    texts: list[str] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    _taken: set[str] = field(default_factory=set)

    @property
    def text(self) -> str:
        """All inline plain text, in order."""
        return "\n".join(self.texts)

    def take(self, part: Part) -> None:
        """Sort one leaf in, or stop."""
        if _is_body_text(part):
            self.texts.append(self._decoded(part))
        elif part.media_type == "text/html" and not _is_file(part):
            self.problems.append("html-not-read")
        elif part.media_type in _PICTURES and part.headers.all("content-id"):
            self.problems.append("inline-picture-dropped")
        else:
            self.attachments.append(attachment(part, len(self.attachments) + 1, self._taken))

    def _decoded(self, part: Part) -> str:
        content, charset = part.content(), part.parameter("charset").strip().lower() or "us-ascii"
        for codec, remark in _codecs(charset):
            try:
                text = content.decode(codec)
            except UnicodeDecodeError:
                continue
            self.problems.extend(filter(None, (remark,)))
            return text.replace("\r\n", "\n").replace("\r", "\n")
        raise Stop(Reason.UNEXPECTED_STRUCTURE, "text-unreadable")


def read_content(root: Part) -> Content:
    """All of a signed entity; stops with the reason when there is anything in it that we do not expect."""
    content = Content()
    for part in walk(root):
        _check_kind(part)
        if part.media_type not in _CONTAINERS:
            content.take(part)
    if not content.text.strip() and not content.attachments:
        raise Stop(Reason.EMPTY)
    return content


def _check_kind(part: Part) -> None:
    """The kinds that have a reason of their own, and containers we do not know."""
    if part.headers.broken:
        raise Stop(Reason.UNEXPECTED_STRUCTURE, "header-line-broken")
    if part.media_type == "message/rfc822":
        raise Stop(Reason.FORWARDED_MESSAGE)
    if part.media_type in _TNEF or (part.file_name or "").lower() == "winmail.dat":
        raise Stop(Reason.TNEF)
    if is_protected(part) or is_signature(part) or is_openpgp(part):
        raise Stop(Reason.UNEXPECTED_STRUCTURE, "protection-inside-signature")
    major = part.media_type.partition("/")[0]
    if major == "message" or (major == "multipart" and part.media_type not in _CONTAINERS):
        raise Stop(Reason.UNEXPECTED_STRUCTURE, "container-unknown")


def _is_file(part: Part) -> bool:
    return part.disposition == "attachment" or part.file_name is not None


def _is_body_text(part: Part) -> bool:
    return part.media_type == TEXT and not _is_file(part)


def _codecs(charset: str) -> list[tuple[str, str]]:
    """The codecs to try, each with the remark its use leaves; a name we do not know is never trusted."""
    known = charset in _CHARSETS
    remark = "charset-wrong" if known else "charset-unknown"
    fallback = [(codec, remark) for codec in ("utf-8", "cp1252", "latin-1")]
    return [(_CHARSETS[charset], ""), *fallback] if known else fallback
