"""What the name of a unit looks like: its ending, the level or place before it, and whether it names a whole class."""

import re
from functools import cache, lru_cache

from graph.kept.patterns import compiled
from loaders.readings import PartyKind
from loaders.vocabulary import vocabulary

_SHORTEST, _LONGEST = 2, 40
_KEPT = 16_384
"""Names whose form is kept: a plan names its units again and again."""
_TRAILING = compiled(r"[(<][^()<>]{0,60}[)>]$")


def looks_like_unit(name: str, *, firm: bool = False) -> bool:
    """Whether shadowed words look like the name of a unit; `firm` leaves out bare places and other weak endings.

    A bracket at the end is an aside and does not count, unless it lists kinds of places.
    """
    words = name.strip()
    return _SHORTEST <= len(words) <= _LONGEST and words[-1] in last_signs() and _has_form(words, firm)


@lru_cache(maxsize=_KEPT)
def _has_form(words: str, firm: bool) -> bool:  # noqa: FBT001 - a keyword makes the key of a cache slow
    if _broken().search(words):
        return False
    bare = _TRAILING.sub("", words).rstrip()
    forms = (words,) if bare == words else (words, bare)
    return any(_ending(firm=firm).search(form) and not _false().search(form) for form in forms)


@lru_cache(maxsize=_KEPT)
def ends_like_unit(words: str) -> bool:
    """Whether words may end with the name of a unit, a quick test before a list is read: its ending, a place, a bracket."""
    if not words or words[-1] not in last_signs():
        return False
    return words[-1] in ")>" or bool(_ending(firm=False).search(words))


def is_false_ending(name: str) -> bool:
    """Whether words only end in the characters of a unit (内部, 好处)."""
    return _false().search(name) is not None


def is_only_ending(name: str) -> bool:
    """Whether a name is nothing but the ending of one (办公室, 管委会), so that it cannot stand alone."""
    found = _ending(firm=True).search(name)
    return found is not None and found.start() == 0


@lru_cache(maxsize=_KEPT)
def kind(name: str) -> PartyKind:
    """Collective where the words name a class (各镇街, 有关部门), else unit."""
    return "collective" if _collective().search(name) else "unit"


@lru_cache(maxsize=_KEPT)
def prefix(name: str) -> str:
    """The level or place that a name begins with and that a following bare name shares, or nothing.

    市财政局 → 市, 示范区党工委组织部 → 示范区, 安平县民政局 → 安平县.
    """
    found = _level().match(name) or _place().match(name)
    return found[1] if found else ""


@lru_cache(maxsize=_KEPT)
def is_bare(name: str) -> bool:
    """Whether a name begins with its field of work (财政局, 住房和城乡建设局), so that a level may be missing."""
    return bool(
        _bare().match(name)
        and looks_like_unit(name, firm=True)
        and not _national().search(name)
        and not _not_shared().search(name)
    )


@lru_cache(maxsize=_KEPT)
def takes_level(name: str) -> bool:
    """Whether a name without a level may take the one that its list writes once (省水利厅、渡管办 → 省渡管办).

    Any body of a government may, also one whose field of work no word list knows; companies, associations, bodies that
    answer to the centre, collectives and names with a place of their own may not.
    """
    if is_bare(name):
        return True
    body = _body().fullmatch(name)
    return bool(body and kind(name) == "unit" and looks_like_unit(name, firm=True) and not _apart().search(name))


@lru_cache(maxsize=_KEPT)
def is_full(name: str) -> bool:
    """Whether a name stands on its own: with a level, a place before its field of work, 各, or the state's name."""
    return bool(prefix(name) or _national().search(name) or _whole().search(name))


def is_place(name: str) -> bool:
    """A town, street or district by its name alone (城关镇)."""
    return name.endswith(_place_levels()) and len(name) > _SHORTEST and looks_like_unit(name)


def is_party_organ(name: str) -> bool:
    """Whether a bare name is that of an organ of a party committee (组织部, 政法委), which takes 市委 and not 市."""
    return bool(_party().match(name))


@lru_cache(maxsize=_KEPT)
def lists_places(words: str) -> bool:
    """Whether the words of a bracket only list kinds of places (街道、管委会): they then belong to the name."""
    return bool(_places().fullmatch("".join(words.split())))


@cache
def _place_levels() -> tuple[str, ...]:
    return tuple(vocabulary("statements/lists/parties")["_place_levels"])


@cache
def _broken() -> re.Pattern[str]:
    return compiled(vocabulary("statements/lists/parties")["_broken"])


@cache
def last_signs() -> frozenset[str]:
    """Characters that a name may end with: a test before the patterns, a few more than they have."""
    patterns = [entry["pattern"] for entry in vocabulary("statements/lists/parties")["endings"].values()]
    runs = [
        run for pattern in patterns for run in re.findall(vocabulary("statements/lists/parties")["_han"] + "+", pattern)
    ]
    classes = [run for pattern in patterns for run in re.findall(r"\[(.*?)\]", pattern)]
    return frozenset({run[-1] for run in runs} | set("".join(classes)) | {")", ">"})


@cache
def _ending(*, firm: bool) -> re.Pattern[str]:
    entries = vocabulary("statements/lists/parties")["endings"].values()
    return compiled("(?:" + "|".join(entry["pattern"] for entry in entries if entry["firm"] or not firm) + ")$")


@cache
def _false() -> re.Pattern[str]:
    return compiled(f"(?:{words('_false_endings')})$")


@cache
def _collective() -> re.Pattern[str]:
    return compiled(
        "|".join(f"(?:{entry['pattern']})" for entry in vocabulary("statements/lists/parties")["collectives"].values())
    )


@cache
def _level() -> re.Pattern[str]:
    han = vocabulary("statements/lists/parties")["_han"]
    return compiled(f"(?!{words('_not_level')})({words('_levels')})(?={han}{{2}})")


@cache
def _place() -> re.Pattern[str]:
    han = vocabulary("statements/lists/parties")["_han"]
    return compiled(f"({han}{{2,6}}?(?:{words('_levels')}))(?={words('_stems', '_party_stems')})")


@cache
def _bare() -> re.Pattern[str]:
    return compiled(f"(?:{words('_stems', '_party_stems')})")


@cache
def _body() -> re.Pattern[str]:
    """Any body of a government without a level or a place: the short words of its work and the ending of a body."""
    data = vocabulary("statements/lists/parties")
    return compiled("|".join(entry["pattern"] for entry in data["bodies"].values()))


@cache
def _apart() -> re.Pattern[str]:
    """What takes no level: words of vertical and national bodies, companies and associations, a place before the field of work."""
    data = vocabulary("statements/lists/parties")
    apart = "|".join(entry["pattern"] for entry in data["levelless"].values())
    return compiled(
        f"{apart}|{data['_national']}|{data['_not_shared']}|.{{2}}(?:{words('_stems', '_party_stems', '_vertical_stems')})"
    )


@cache
def _party() -> re.Pattern[str]:
    return compiled(f"(?:{words('_party_stems')})$")


@cache
def _national() -> re.Pattern[str]:
    return compiled(vocabulary("statements/lists/parties")["_national"])


@cache
def _not_shared() -> re.Pattern[str]:
    return compiled(vocabulary("statements/lists/parties")["_not_shared"])


@cache
def _whole() -> re.Pattern[str]:
    return compiled(vocabulary("statements/lists/parties")["_whole"])


@cache
def _places() -> re.Pattern[str]:
    word = f"(?:{words('_place_kinds', '_government')})"
    marks = re.escape(vocabulary("statements/lists/parties")["_separators"])
    joiners = vocabulary("statements/lists/parties")["_joiners"]
    return compiled(f"{word}(?:(?:[{marks}]|{joiners})?{word}){{0,8}}")


def words(*sections: str) -> str:
    """Word lists of the vocabulary as one alternation, longest first."""
    found = {word for section in sections for word in vocabulary("statements/lists/parties")[section]}
    return "|".join(re.escape(word) for word in sorted(found, key=lambda word: (-len(word), word)))
