"""Likeness never makes two names one: near names are one department only where the data says so."""

from itertools import chain

from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.departments.identities import identify
from loaders.departments.names.slots import slots
from loaders.departments.places.plan_places import Jurisdiction
from loaders.vocabulary import vocabulary

PLACE = Jurisdiction("重庆市/永川区", "county")
DATA = vocabulary("departments/names/departments")
SUFFIXES = DATA["_suffixes"].split()
PREFIXES = ("中共", "本", "永川区", "永川", "区级", "区属", "区")
TODAY = [slot for slot in slots().values() if slot.until is None]
WHOLE = set(chain.from_iterable((*s.names, *chain.from_iterable(s.units), *s.former) for s in slots().values()))
WORDS = set(chain.from_iterable(s.words for s in slots().values()))
PIECES = set(chain.from_iterable(listed.split() for listed in DATA["_pieces"].values()))
STEMS = sorted({s.usual[level][0] for s in TODAY for level in s.usual} | {w + "局" for s in TODAY for w in s.words[:2]})
LETTERS = "".join(sorted(set("".join(WORDS | PIECES | set(SUFFIXES)) + "区市县和分总")))


def said(name: str) -> bool:
    """Whether the data itself lists a name: prefixes, then a whole name, or words and a suffix."""
    rests = [name]
    for prefix in PREFIXES:
        rests += [rest.removeprefix(prefix) for rest in rests if rest.startswith(prefix)]
    return any(
        rest in WHOLE or any(rest.endswith(suffix) and made_of_words(rest.removesuffix(suffix)) for suffix in SUFFIXES)
        for rest in rests
    )


def made_of_words(words: str) -> bool:
    if not words:
        return True
    return any(
        words.startswith(part) and made_of_words(words.removeprefix(part).lstrip("和与及"))
        for part in WORDS | PIECES
        if words.startswith(part)
    )


@st.composite
def near_pairs(draw: st.DrawFn) -> tuple[str, str]:
    """A department's name and the same with one or two characters changed, put in or left out."""
    name = "区" + draw(st.sampled_from(STEMS))
    changed = list(name)
    for _ in range(draw(st.integers(1, 2))):
        position = draw(st.integers(0, len(changed) - 1))
        letter = draw(st.sampled_from(LETTERS))
        match draw(st.sampled_from(("change", "put in", "leave out"))):
            case "change":
                changed[position] = letter
            case "put in":
                changed.insert(position, letter)
            case _ if len(changed) > 1:
                del changed[position]
    return name, "".join(changed)


@settings(max_examples=600, deadline=None)
@given(near_pairs())
def test_near_names_are_one_only_where_the_data_says_so(pair: tuple[str, str]) -> None:
    name, near = pair
    found = identify(near, "unit", PLACE)
    if found.id == identify(name, "unit", PLACE).id:
        assert said(near) or found.rule.startswith("bodies:"), (name, near)  # a pattern of bodies.yaml is data too


def test_all_names_of_the_data_that_are_near_each_other() -> None:
    names = sorted({"区" + stem for stem in (*STEMS, *WHOLE)})
    found = {name: identify(name, "unit", PLACE) for name in names}
    pairs = [(a, b) for a in names for b in names if a < b and near(a, b) and found[a].id == found[b].id]
    assert pairs, "the data has spellings of one department that are near each other"
    for one, other in pairs:
        assert set(found[one].slots) & set(found[other].slots), (one, other)
        assert said(one), one
        assert said(other), other


def near(one: str, other: str) -> bool:
    """Whether two names are at edit distance 2 or less."""
    if abs(len(one) - len(other)) > 2 or len(set(one) ^ set(other)) > 4:
        return False
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        row, before = [i], row
        for j, b in enumerate(other, 1):
            row.append(min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b)))
    return row[-1] <= 2


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=40))
def test_any_words_are_read_without_an_error(words: str) -> None:
    found = identify(words, "unit", PLACE)
    assert found.id
    assert identify(words, "unit", PLACE) == found
