"""Newsletters and other mail (.eml): the subject is the title, the sender the outlet, the date that of the mail."""

from __future__ import annotations

from collections.abc import Sequence
from email import message_from_bytes
from email.errors import MessageError
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import parseaddr, parsedate_to_datetime

from selon.articles.pages import from_html
from selon.articles.raw import RawArticle
from selon.errors import InputError

# What the standard library's parser raises on malformed mail, beside its own errors (found by fuzzing).
WRONG = (MessageError, ValueError, LookupError, AttributeError, TypeError, RecursionError, AssertionError)

MOST_HEADER = 4_000  # characters of one header; the standard library takes minutes for a header of a million


class _Bounded(EmailPolicy):
    """The usual policy, on the beginning of each header only."""

    def header_source_parse(self, sourcelines: Sequence[str]) -> tuple[str, str]:
        """Name and value of a header as it stands in the source."""
        name, value = super().header_source_parse(list(sourcelines))
        return name[:MOST_HEADER], value[:MOST_HEADER]


def from_mail(data: bytes, name: str) -> RawArticle:
    """The article of a mail; InputError where it has no readable text. Attachments are left aside."""
    try:
        mail = message_from_bytes(data, policy=_Bounded())
        assert isinstance(mail, EmailMessage)
        given = RawArticle(title=_header(mail, "subject"), outlet=_sender(mail), published=_day(mail))
        page, plain = _part(mail, "html"), _part(mail, "plain")
    except WRONG as e:
        raise InputError(name, f"is no mail that can be read: {type(e).__name__}", "export it again, or give its text") from None
    if given.title is None and given.outlet is None:
        raise InputError(name, "has neither sender nor subject", "it is no mail; give its text")
    if page:
        try:
            return from_html(page, name, given)
        except InputError:
            if not plain:
                raise
    if not plain or not plain.strip():
        raise InputError(name, "is a mail without text", "attachments are not read; give them as files")
    return RawArticle(text=plain, title=given.title, outlet=given.outlet, published=given.published)


def _header(mail: EmailMessage, name: str) -> str | None:
    """A header on one line, without what no text may hold."""
    value = mail.get(name)
    return " ".join(str(value).encode("utf-8", "replace").decode().split()) or None if value is not None else None


def _sender(mail: EmailMessage) -> str | None:
    shown, address = parseaddr(_header(mail, "from") or "")
    return shown or address.partition("@")[2] or None


def _day(mail: EmailMessage) -> str | None:
    try:
        return parsedate_to_datetime(_header(mail, "date") or "").date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _part(mail: EmailMessage, kind: str) -> str | None:
    """The decoded text of the first body part of a kind; what its encoding cannot hold is marked."""
    part = mail.get_body((kind,))
    if part is None:
        return None
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return None
    try:
        return payload.decode(part.get_content_charset() or "utf-8", "replace")
    except LookupError:
        return payload.decode("utf-8", "replace")
