"""Lines that divide the work among departments: the units, a colon, what they do (市住建局：负责公厕选址)."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import cast

from graph.kept.patterns import compiled
from loaders.readings import Role, Span
from loaders.statements.drafts import Draft, Page, RoleList
from loaders.statements.lists.role_labels import labels
from loaders.statements.lists.verb_subjects import unit_list
from loaders.vocabulary import vocabulary


@dataclass(frozen=True, slots=True)
class _Line:
    """The units before a colon and the words behind it, or `below` it. `heading` is the index of the innermost one above."""

    units: RoleList
    rest: Span
    acts: bool
    heading: int | None
    below: bool


def duty_lines(page: Page, taken: Sequence[Span] = ()) -> Iterator[Draft]:
    """One statement a line, where two of three signs are there: a heading that divides work, several lines, a verb behind a unit."""
    for heading, group in groupby(_lines(page, taken), key=lambda line: line.heading):
        lines = list(group)
        title = page.outline.headings[heading].title if heading is not None else ""
        told = bool(_named("_division").search(title)) or _announced(page, lines[0].units.span.start)
        signs = (told, len(lines) > 1, any(line.acts for line in lines))
        for line in lines if sum(signs) > 1 else ():
            if line.below and not told:
                continue
            span = line.units.span
            whole = Span(span.start, line.rest.end)
            end = span.end if any(span.end <= other.start < whole.end for other in taken) else whole.end
            yield Draft(span.start, end, "field", "duty-line", (line.units,), whole, work=whole, scope="sentence")


def _announced(page: Page, line: int) -> bool:
    """Whether words before a line say that the work of each follows (现将任务下达如下：)."""
    words = page.words
    said = words.rfind(
        vocabulary("statements/forms/duty_lines")["_as_follows"], max(page.part.start, line - _BEFORE), line
    )
    return said >= 0 and _named("_announced").match(words, max(said - _NEAR, 0), line) is not None


_BEFORE, _NEAR = 600, 12
"""Characters in front of a line in which it may be announced, and of the words for what follows."""


def _lines(page: Page, taken: Sequence[Span]) -> Iterator[_Line]:
    words, part = page.words, page.part
    starts = [span.start for span in taken]
    for match in _named("_line").finditer(words, part.start, part.end):
        at = bisect_right(starts, match.start("units")) - 1
        if at >= 0 and match.start("units") < taken[at].end:
            continue
        span = Span(*match.span("units"))
        role, acts = duty(words, match.end(), part.end)
        read = unit_list(page, span, places=acts is not None or _announced(page, span.start))
        label = any(labels(words, Span(span.start, match.start("gap"))))
        if read is None or label or _named("_no_division").search(words, span.start, span.end):
            continue
        first = match.end("gap")
        end = words.find("\n", first, part.end)
        yield _Line(
            RoleList(role, span, read.mentions, read.open, read.commas),
            Span(match.end(), end if end >= 0 else part.end),
            acts is not None,
            page.index_at(span.start),
            "\n" in match["gap"],
        )


def duty(words: str, start: int, end: int) -> tuple[Role, Span | None]:
    """The role that the words behind a unit and its colon give it, and the words that say what it does, if any."""
    acts = _acts().match(words, start, end)
    if acts is None:
        return "responsible", None
    return cast("Role", acts.lastgroup or "responsible"), Span(*acts.span())


@cache
def _named(name: str) -> re.Pattern[str]:
    return compiled(vocabulary("statements/forms/duty_lines")[name])


@cache
def _acts() -> re.Pattern[str]:
    """What such a line may begin with; a role word at once is the role."""
    data = vocabulary("statements/forms/duty_lines")
    roles = "|".join(f"(?P<{role}>{entry['pattern']})" for role, entry in data["roles"].items())
    return compiled(f"\\s*(?:{data['_first']})?(?:{roles}|{data['_acts']})")
