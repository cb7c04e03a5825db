"""Files that the explorer wrote itself: they are no plans, and reading one as a plan would lose most of what it says.

They are told by what they carry whoever saved them last: the lines that a task table hides, the keywords of a package,
ids and digests of the graph in the cells of a list.
"""

import re
from collections.abc import Iterator
from typing import Literal

from graph.errors import SourceError
from loaders.files.formats.zip_package import Package
from loaders.files.limits import LIMITS

Export = Literal["", "tasks", "list"]
"""None of ours, a task table (which `respgraph import` reads back), anything else that we write."""

_ARCHIVE = b"PK\x03\x04"
_PARTS = (".xml", ".rels")
_HIDDEN = "respgraph-tasks-"
_TASKS = re.compile(rb"respgraph-tasks-1 [0-9a-f]{12} |>\s*respgraph tasks\s*<")
_WIDE = _HIDDEN.encode("utf-16-le")
_LISTS = re.compile(
    rb"(?<![\w-])sha256:[0-9a-f]{64}(?![0-9a-f])|>\s*respgraph [a-z-]{2,30}\s*<|PRODID:-//respgraph//"
    rb"|(?:@|\xe3\x80\x94[0-9]{4}\xe3\x80\x95)[^\s<>\"/]{1,200}(?:/[^\s<>\"/]{1,200}){0,6}/(?:measure|target|goal)/[^\s<>\"/]"
)
"""A document's id; the keywords of a package; a calendar's maker; the id of a measure, target or goal, as in 〔2022〕112号@重庆市/measure/…"""


_SIGNS = (b"respgraph", _WIDE, b"sha256:", b"/measure/", b"/target/", b"/goal/")
"""Nothing of ours is without one of these, and they are found much faster."""


def own_export(data: bytes, where: str) -> Export:
    """What of ours a file is; raises SourceError for a package past the limits."""
    found: Export = ""
    for part in _parts(data, where):
        if not any(sign in part for sign in _SIGNS):
            continue
        if _TASKS.search(part) or _WIDE in part:
            return "tasks"
        if not found and _LISTS.search(part):
            found = "list"
    return found


def refuse_export(export: Export, where: str) -> None:
    """Raise SourceError for what we wrote ourselves, with the way to take over what was changed in it."""
    if export == "tasks":
        raise SourceError(
            "this is a task table that respgraph wrote, not a plan",
            where=where,
            hint="take over what was changed in it: `respgraph import FILE`, or choose it on the upload page",
        )
    if export:
        raise SourceError(
            "this is a list that respgraph wrote, not a plan",
            where=where,
            hint="give the plan's own file; to correct what was read, edit a task table and import that",
        )


def _parts(data: bytes, where: str) -> Iterator[bytes]:
    """The markup of a package, or the bytes as they are."""
    if not data.startswith(_ARCHIVE):
        yield data
        return
    package = Package(data, where)
    left = LIMITS.unpacked
    for name in package.names():
        if name.lower().endswith(_PARTS) and left > 0:
            part = package.read(name) or b""
            left -= len(part)
            yield part
