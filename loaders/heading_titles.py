"""The title of a heading: the words after its label, up to the first full stop or the end of the line."""

import re
from dataclasses import dataclass
from functools import cache

from loaders.layout import LINE_ENDS
from loaders.vocabulary import vocabulary


@dataclass(frozen=True, slots=True)
class Title:
    """A title at `start`..`end` of the text; the section's own text begins at `body`. `run_in`: on the same line."""

    start: int
    end: int
    body: int
    run_in: bool


def title_after(shadow: str, start: int, stop: int) -> Title:
    """The title between the end of a label and `stop`, the next heading or the end of the text."""
    while start < stop and shadow[start] == " ":
        start += 1
    line_end = _line_end(shadow, start, stop)
    cut = shadow.find("。", start, line_end)
    end = line_end if cut < 0 else cut
    body = end if cut < 0 else cut + 1
    duty = _duty(shadow, start, end)
    if duty is not None:
        end = body = duty
    while end > start and shadow[end - 1] == " ":
        end -= 1
    if body == line_end:
        body = _next_line(shadow, line_end, stop)
        return Title(start, end, body, run_in=False)
    return Title(start, end, body, run_in=True)


def _line_end(shadow: str, start: int, stop: int) -> int:
    match = _line_ends().search(shadow, start, stop)
    return match.start() if match else stop


def _next_line(shadow: str, line_end: int, stop: int) -> int:
    match = _line_ends().match(shadow, line_end, stop)
    return match.end() if match else line_end


def _duty(shadow: str, start: int, end: int) -> int | None:
    """Where a bracket with a duty begins that closes the title, as in （一）加强监测（区环保局牵头）."""
    match = _duty_bracket().search(shadow, start, end)
    return match.start() if match and match.start() > start else None


@cache
def _line_ends() -> re.Pattern[str]:
    return re.compile(rf"\r\n|[{LINE_ENDS}]")


@cache
def _duty_bracket() -> re.Pattern[str]:
    return re.compile(vocabulary("headings")["title_ends"]["duty"]["pattern"])
