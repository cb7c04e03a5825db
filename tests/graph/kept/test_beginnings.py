"""With which characters a match begins: what is told the engine leaves every match where it was."""

import random
import re
from importlib import import_module

import pytest

from graph.kept import patterns
from graph.kept.beginnings import beginning

KNOWN = {
    "(?P<y>[0-9]{4})?年": "0年",
    "(?:省|市)?(?:局|厅)": "省市局厅",
    "(?=[甲乙丙])(?:甲.|乙.)": "甲乙",
    "(?=[甲乙]).+": "甲乙",
    "(?<!第)(?:一|二)、": "一二",
    "^甲|^乙": "甲乙",
    r"(?P<a>甲)?(?(a)乙|丙)丁": "甲乙丙",
    "(?>甲|乙{2})丙": "甲乙",
    "甲{0,3}+乙": "甲乙",
    "(?:甲*)+乙": "甲乙",
}
UNKNOWN = [
    "",
    "甲?",
    "(?!甲)",
    "(?i:a)b",
    ".甲",
    r"(?P<a>甲?)(?P=a)乙",
    "(?:甲|[^乙])丙",
    "甲?[^乙]",
    "(?:甲|)",
    r"甲|\Z",
]
SIGNS = "甲乙丙丁一二第年省市局厅0、 \n"


@pytest.mark.parametrize("source", KNOWN)
def test_a_match_begins_with_one_of_these(source: str) -> None:
    found = beginning(import_module("re._parser").parse(source).data)
    assert found
    told = {sign for sign in SIGNS if _holds(found, sign)}
    assert told == set(KNOWN[source])


@pytest.mark.parametrize("source", UNKNOWN)
def test_nothing_is_said_where_any_may_stand(source: str) -> None:
    assert beginning(import_module("re._parser").parse(source).data) is None


@pytest.mark.parametrize("source", [*KNOWN, *UNKNOWN, "[^甲乙]丙", "(?:[^甲])丙", r"\s*(?:甲|乙丙)"])
def test_what_is_told_changes_no_match(source: str) -> None:
    chance, right = random.Random(source), re.compile(source, re.MULTILINE)  # noqa: S311 - texts, no secrets
    for _ in range(200):
        text = "".join(chance.choices(SIGNS, k=30))
        start = chance.randrange(10)
        found = [match.span() for match in patterns.compiled(source, re.MULTILINE).finditer(text, start, 25)]
        assert found == [match.span() for match in right.finditer(text, start, 25)]


def _holds(charset: list[tuple[object, object]], sign: str) -> bool:
    """Whether a set of the parser holds a character: literals and ranges."""
    for operation, value in charset:
        if str(operation) == "LITERAL" and value == ord(sign):
            return True
        if isinstance(value, tuple) and value[0] <= ord(sign) <= value[1]:
            return True
    return False
