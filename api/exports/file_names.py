"""What a file that is taken away is called: its list, then what narrows it, so that two of them are not taken for one."""

from api.exports.list_requests import ListName, Wanted
from api.exports.saved_files import Format

MOST_BYTES = 200
"""Of a name in UTF-8; file systems hold 255 with what browsers put behind it."""


def file_name(written_as: Format, name: ListName | None, wanted: Wanted) -> str:
    """The name without its ending."""
    if written_as is Format.JSONL:
        return "respgraph"
    first: str = name or "respgraph"
    if written_as is Format.DOCX and name != "findings":
        first = "tasks"
    told = "-".join(part for part in (first, *_narrowed(wanted)) if part)
    return told.encode()[:MOST_BYTES].decode(errors="ignore")


def _narrowed(wanted: Wanted) -> tuple[str, ...]:
    owned = {None: "", True: "unowned", False: "owned"}[wanted.unowned]
    return (
        wanted.show, owned, "milestones" if wanted.milestones else "", *wanted.roles, wanted.tier, wanted.rule,
        f"before-{wanted.due_before}" if wanted.due_before else "", wanted.words, wanted.work, wanted.department,
        wanted.partner, wanted.plan,
    )  # fmt: skip
