"""Chinese numerals: 二十三 ↔ 23, 两千零五 → 2005, 二〇二五 → 2025."""

from functools import cache

from graph.data_files import data_of

LIMIT = 10**16
"""Numbers from here on have no plain Chinese form in official texts (万亿 is the largest in use)."""


@cache
def _tables() -> tuple[dict[str, int], dict[str, int], dict[str, int]]:
    data = data_of("graph.quantities", "numerals")
    return dict(data["_digits"]), dict(data["_places"]), dict(data["_groups"])


def number(words: str) -> int | None:
    """The number that `words` writes in Chinese numerals, or None where they are no numeral.

    Reads place values (一万二千三百), shortened tails (一百二 → 120) and digits in a row (二〇二五).
    """
    digits, places, groups = _tables()
    if not words or any(c not in digits and c not in places and c not in groups for c in words):
        return None
    if all(c in digits for c in words):
        return int("".join(str(digits[c]) for c in words))
    return _placed(words, digits, places, groups)


def _placed(words: str, digits: dict[str, int], places: dict[str, int], groups: dict[str, int]) -> int | None:
    total = section = 0
    digit: int | None = None
    last = 1  # the place just read, for 一百二 → 120
    for position, char in enumerate(words):
        if char in digits:
            if digit:  # two digits in a row have no place value
                return None
            digit = digits[char]
            if digit == 0:
                last = 1
        elif char in places:
            factor = places[char]
            if digit == 0 and position > 0 and factor > 10:  # noqa: PLR2004 - 一万零百 is no number, 一百零十 is heard
                return None
            section += (digit or 1) * factor
            digit, last = None, factor
        else:
            factor = groups[char]
            section += digit or (1 if position == 0 else 0)
            total = (total + section) * factor if factor > total else total + section * factor
            section, digit, last = 0, None, factor
    tail = digit or 0
    if tail and last > 1 and words[-2] not in digits:
        tail *= last // 10
    return total + section + tail


def numeral(value: int) -> str:
    """`value` in Chinese numerals with place values: 23 → 二十三, 110 → 一百一十. Raises ValueError outside 0..LIMIT-1."""
    if not 0 <= value < LIMIT:
        raise ValueError(f"no Chinese numeral for {value}: outside 0..{LIMIT - 1}")
    digits, places, groups = _tables()
    signs = {n: c for c, n in reversed(digits.items())}
    if value == 0:
        return signs[0]
    text = _grouped(value, signs, sorted(((n, c) for c, n in groups.items()), reverse=True), _pure(places))
    one_ten = signs[1] + _pure(places)[10]
    return text[1:] if text.startswith(one_ten) else text


def _pure(places: dict[str, int]) -> dict[int, str]:
    return {n: c for c, n in reversed(places.items())}


def _grouped(value: int, signs: dict[int, str], groups: list[tuple[int, str]], places: dict[int, str]) -> str:
    for size, sign in groups:
        if value >= size:
            high, low = divmod(value, size)
            between = signs[0] if 0 < low < size // 10 else ""
            return (
                _grouped(high, signs, groups, places)
                + sign
                + between
                + (_grouped(low, signs, groups, places) if low else "")
            )
    text, gap = "", ""
    for place in (1000, 100, 10, 1):
        digit, value = divmod(value, place)
        if digit:
            text += gap + signs[digit] + places.get(place, "")
            gap = ""
        elif text:
            gap = signs[0]
    return text
