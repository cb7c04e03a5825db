"""Labels that give a role to the list of units after them: 责任单位：, 牵头部门：, 【配合单位】."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from graph.kept.patterns import compiled
from loaders.readings import Span
from loaders.statements.lists import unit_names as units
from loaders.vocabulary import guarded, vocabulary


@dataclass(frozen=True, slots=True)
class Label:
    """A label of a list of units; `role` is empty for the labels of other fields (完成时限：…).

    `mixed`: it names something beside the units too (责任单位及时限：…), so that not all that follows are names.
    `opens`: it begins a line or clause by its form, whatever stands before it. `beside`: it gives a role only beside
    another label, and names the members of a body where it stands alone (成员单位：…).
    """

    start: int
    end: int
    role: str
    mixed: bool = False
    opens: bool = False
    beside: bool = False


@lru_cache(maxsize=16)
def labels(words: str, span: Span) -> tuple[Label, ...]:
    """Labels with a colon in a span, or alone in a bracket (【责任单位】市财政局).

    A label begins with the words that say whose or what work it is about: 整改责任单位, 市、县级责任单位. What was asked last is
    kept: whether a bracket states a duty, and of whom, is asked one after the other.
    """
    return tuple(_read(words, span))


def _read(words: str, span: Span) -> Iterator[Label]:
    done, bracketed = span.start, False
    for mark in _MARK.finditer(words, span.start, span.end):
        at = mark.start()
        match = _label_over(words, max(done, at - _LABEL), at, min(span.end, at + _AFTER))
        if match is None:
            other = _spaced_out(words, done, at) or _unknown(words, done, at)
            if other is not None:
                yield other
                done = other.end
            continue
        start, mixed = _qualified(words, done, match.start()), match["also"] is not None
        if words[at] == ":":
            mixed = mixed or bool(_sign("joined").search(words, start, match.start()))
        elif _sign("said-to-be").search(words, start, match.start()) or not _opens_list(
            words, Span(start, match.end()), span, again=bracketed
        ):
            continue
        else:
            bracketed = True
        yield Label(start, match.end(), _role(match), mixed=mixed, beside=_beside(match))
        done = match.end()


def aside_role(words: str) -> str:
    """The role that the words of a bracket behind a unit give it (牵头单位, 配合), or nothing."""
    for pattern in (_plain(), _verb()):
        match = pattern.fullmatch(words.strip())
        if match:
            return _role(match)
    return ""


def role_of_words(words: str) -> str | None:
    """The role that words say which are a label and nothing else (责任单位), nothing for one of another field; None for none."""
    match = _plain().fullmatch(words)
    return _role(match) if match else None


def _label_over(words: str, start: int, at: int, end: int) -> re.Match[str] | None:
    """The label that goes over the mark at `at`."""
    match = _label().search(words, start, end)
    while match is not None and match.end() <= at:
        match = _label().search(words, match.start() + 1, end)
    return match if match is not None and match.start() < at else None


def _spaced_out(words: str, first: int, at: int) -> Label | None:
    """A label whose characters blanks part (责 任 单 位:)."""
    run = _sign("spaced-out").search(words, max(first, at - _SPACED), at) if words[at] == ":" else None
    match = _plain().fullmatch("".join(run[0].split())) if run else None
    return Label(run.start(), at + 1, _role(match)) if run and match else None


def _unknown(words: str, first: int, at: int) -> Label | None:
    """A label of units whose role no entry knows (建设单位:)."""
    if words[at] != ":":
        return None
    found = _sign("unknown-label").search(words, max(first, at - _SPACED), at + 1)
    return Label(found.start(), at + 1, "") if found else None


def _qualified(words: str, first: int, start: int) -> int:
    """Where a label begins with its qualifier; a unit before a label is none."""
    match = _sign("qualifier").search(words, max(first, start - _QUALIFIER), start)
    return match.start() if match and not units.looks_like_unit(match[0], firm=True) else start


def _opens_list(words: str, label: Span, span: Span, *, again: bool) -> bool:
    """Whether a label alone in a bracket stands before its units and not behind the one that it describes.

    `again`: another such label opened a list before, so that this one opens the next. Behind words that are no unit
    (发展林下经济【责任单位】县林业局) it opens one too, where a name follows.
    """
    before, after = words[max(0, label.start - 1) : label.start], words[label.end : span.end][:1]
    if before != "(" or _closes().match(after):
        return False
    unit = words[max(0, label.start - 2) : label.start - 1]
    if again or label.start == span.start or not _described().match(unit):
        return True
    front = _sign("name-before").search(words, max(0, label.start - _SPACED), label.start - 1)
    return front is not None and not units.looks_like_unit(front[0]) and names_unit(words, label.end, span.end)


_MARK = compiled("[:)]")
_LABEL, _AFTER, _QUALIFIER, _SPACED = 48, 5, 14, 20
"""The longest label, the blanks after its colon, the longest qualifier; only the words around a mark are searched."""


def opening_labels(words: str, span: Span) -> Iterator[Label]:
    """Labels without a colon that open a bracket (责任单位市财政局, 主要责任单位为市财政局), and those after a comma then."""
    match = _opening().match(words, span.start, span.end)
    while match is not None:
        if _leveled().match(words, match.end(), span.end) or (
            match["gap"] and names_unit(words, match.end(), span.end)
        ):
            yield Label(match.start(), match.end(), _role(match), mixed=match["being"] is not None)
        match = _later().search(words, match.end(), span.end)


def line_labels(words: str, span: Span) -> Iterator[Label]:
    """Labels without a colon that open a line (责任单位　市财政局) or a sentence, its later clauses too (牵头单位为市财政局)."""
    for match in _line().finditer(words, max(0, span.start - 1), span.end):
        if names_unit(words, match.end(), span.end):
            yield Label(match.start("label"), match.end(), _role(match), opens=True)


def names_unit(words: str, start: int, end: int) -> bool:
    """Whether a name begins at `start`: one with a level, a class, or a first item that ends as units do and is no label."""
    if _leveled().match(words, start, end):
        return True
    token = _token().match(words, start, min(end, start + _LABEL))
    if token is None or _plain().match(token[0]):
        return False
    return units.looks_like_unit(token[0], firm=True)


_NAMES = ("lead", "responsible", "support", "guide", "supervise", "member", "other")


def _role(match: re.Match[str]) -> str:
    name = _name(match)
    return str(vocabulary("statements/lists/roles")["labels"][name]["role"])


def _name(match: re.Match[str]) -> str:
    found = match.groupdict()
    return next(name for name in _NAMES if found.get(name))


def _beside(match: re.Match[str]) -> bool:
    return bool(vocabulary("statements/lists/roles")["labels"][_name(match)].get("beside"))


@cache
def _label() -> re.Pattern[str]:
    return compiled(guarded(_labels()) + vocabulary("statements/lists/roles")["_label_end"])


@cache
def _sign(name: str) -> re.Pattern[str]:
    return compiled(vocabulary("statements/lists/roles")["signs"][name]["pattern"])


@cache
def _plain() -> re.Pattern[str]:
    return compiled(_labels())


@cache
def _verb() -> re.Pattern[str]:
    verbs = vocabulary("statements/lists/roles")["verbs"]
    return compiled("|".join(f"(?P<{name}>{entry['pattern']})" for name, entry in verbs.items()))


@cache
def _described() -> re.Pattern[str]:
    return compiled(vocabulary("statements/lists/roles")["_described"])


@cache
def _closes() -> re.Pattern[str]:
    return compiled(vocabulary("statements/lists/roles")["_closes"])


@cache
def _opening() -> re.Pattern[str]:
    """A label that opens a bracket without a colon."""
    being = vocabulary("statements/lists/roles")["_being"]
    return compiled(rf"\s*(?:{_labels()})(?P<gap>(?P<being>{being})?[\s/]*)")


@cache
def _later() -> re.Pattern[str]:
    return compiled(rf"(?<=[{vocabulary('statements/lists/parties')['_hard_separators']}]){_opening().pattern}")


@cache
def _line() -> re.Pattern[str]:
    """A label at the beginning of a line with a space, a stroke or 为 before the units, or of a clause with 为 or a stroke.

    Behind a wide gap in a line, as behind the end of a sentence, a stroke is enough too.
    """
    being = vocabulary("statements/lists/roles")["_being"]
    whose = _sign("whose").pattern
    stroke = "[ ]{0,4}/[ ]{0,4}"
    ends = vocabulary("statements/lists/roles")["_clause_ends"]
    return compiled(
        rf"(?:(?=\n)|(?<![^ {ends}]))(?P<line>\A|\n)?(?(line)|(?<=[ {ends}]))[ ]{{0,8}}"
        rf"(?:{whose})?(?P<label>{_labels()})(?(line)(?:{stroke}|[ ]{{1,8}}|{being})|(?:{stroke}|{being}))"
    )


@cache
def _leveled() -> re.Pattern[str]:
    return compiled(f"{units.words('_levels')}|{vocabulary('statements/lists/parties')['_each']}")


@cache
def _token() -> re.Pattern[str]:
    return compiled(vocabulary("statements/lists/parties")["_first_name"])


def _labels() -> str:
    return "|".join(f"(?P<{name}>{pattern})" for name, pattern in role_patterns().items())


def role_patterns() -> dict[str, str]:
    """The words of labels by their role, `other` for those of other fields."""
    data = vocabulary("statements/lists/roles")
    return {name: entry["pattern"].replace("N", data["_noun"]) for name, entry in data["labels"].items()}
