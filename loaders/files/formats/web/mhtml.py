"""Web pages saved as one file (.mht): the page inside the mail message; pictures and styles are left out.

A page of frames (as Excel saves a workbook) holds no words itself: the pages in its frames are read one after the other.
"""

import email
import email.policy
import re
from email.message import Message

from graph.errors import SourceError
from loaders.files.formats.charset import decode
from loaders.files.formats.content import Content
from loaders.files.formats.web import html

_FRAMES = re.compile(r"<frameset[\s>]", re.IGNORECASE)
_BODY = re.compile(r"<body\b[^>]{0,2000}+>(.*?)(?:</body\s*+>|\Z)", re.IGNORECASE | re.DOTALL)
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_DECLARED = re.compile(rb"charset\s*+=\s*+[\"']?+([A-Za-z0-9_-]{2,20})", re.IGNORECASE)
_LEAST = 5
"""A frame with less than a fifth of the characters of the fullest one is a menu."""


def read(data: bytes, file_name: str) -> Content:
    """The text of the first page in the message, or of those in its frames; raises SourceError where there is none."""
    try:
        message = email.message_from_bytes(data, policy=email.policy.compat32)
        pages = [_text(part, file_name) for part in message.walk() if part.get_content_type() == "text/html"]
    except (RecursionError, ValueError, LookupError) as error:
        raise _no_page(file_name) from error
    pages = [page for page in pages if page]
    if not pages:
        raise _no_page(file_name)
    if not _FRAMES.search(pages[0]) or len(pages) == 1:
        return html.read_text(pages[0], file_name)
    most = max(len(_CHINESE.findall(page)) for page in pages[1:])
    framed = [page for page in pages[1:] if len(_CHINESE.findall(page)) * _LEAST >= most]
    bodies = (f"<div>{match[1] if (match := _BODY.search(page)) else page}</div>" for page in framed)
    return html.read_text(f"<html><body>{''.join(bodies)}</body></html>", file_name)


def _text(part: Message, where: str) -> str:
    page = part.get_payload(decode=True)
    if not isinstance(page, bytes) or not page:
        return ""
    declared = _DECLARED.search(page[:4096])
    charset = part.get_content_charset() or (declared[1].decode("ascii") if declared else "")
    return decode(page, where, charset).text


def _no_page(where: str) -> SourceError:
    return SourceError("the saved page holds no web page", where=where, hint="save the page again, as HTML")
