"""Web pages saved as one file (.mht): the page inside the mail message; pictures and styles are left out."""

import email
import email.policy

from graph.errors import SourceError
from loaders.files.formats.charset import decode
from loaders.files.formats.content import Content
from loaders.files.formats.web import html


def read(data: bytes, file_name: str) -> Content:
    """The text of the first page in the message; raises SourceError where there is none."""
    try:
        message = email.message_from_bytes(data, policy=email.policy.compat32)
        part = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
        page = part.get_payload(decode=True) if part is not None else None
    except (RecursionError, ValueError, LookupError) as error:
        raise _no_page(file_name) from error
    if part is None or not isinstance(page, bytes) or not page:
        raise _no_page(file_name)
    charset = part.get_content_charset() or ""
    return html.read_text(decode(page, file_name, charset).text, file_name) if charset else html.read(page, file_name)


def _no_page(where: str) -> SourceError:
    return SourceError("the saved page holds no web page", where=where, hint="save the page again, as HTML")
