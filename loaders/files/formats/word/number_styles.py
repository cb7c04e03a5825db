"""How Word writes a list's number in each of its numbering formats (ECMA-376-1 §17.18.59, and what Word 16 really shows)."""

from typing import Any

from loaders.vocabulary import vocabulary

_MYRIAD = 10_000
_LARGEST = 1_000_000
_ALPHABET = 26
_LETTERS = 780
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


def numeral(value: int, number_format: str, picture: str = "") -> str:
    """`value` in a `w:numFmt`; formats that are not known count in plain digits. `picture` is that of a custom format."""
    words = vocabulary("files/formats/web/pages")
    if number_format == "none":
        return ""
    if number_format in words["_sign_rows"]:
        signs = words["_sign_rows"][number_format]
        return str(signs[value - 1]) if 0 < value <= len(signs) else str(value)
    if number_format in words["_numerals"]:
        return _chinese(value, words["_numerals"][number_format])
    return _western(value, number_format, picture)


def _western(value: int, number_format: str, picture: str) -> str:
    match number_format:
        case "decimalZero":
            return f"{value:02d}"
        case "custom":
            return str(value).zfill(len(picture.partition(",")[0].strip()))
        case "numberInDash":
            return f"- {value} -"
        case "upperRoman" | "lowerRoman":
            roman = _roman(value)
            return roman.upper() if number_format == "upperRoman" else roman
        case "upperLetter" | "lowerLetter" if 0 < value <= _LETTERS:
            letter = chr(ord("a") + (value - 1) % _ALPHABET) * ((value - 1) // _ALPHABET + 1)
            return letter.upper() if number_format == "upperLetter" else letter
        case _:
            return str(value)


def _roman(value: int) -> str:
    if not 0 < value < _MYRIAD:
        return str(value)
    letters = ""
    for worth, sign in _ROMAN:
        letters += sign * (value // worth)
        value %= worth
    return letters


def _chinese(value: int, style: dict[str, Any]) -> str:
    digits = style["digits"]
    if "units" not in style or value >= style.get("plain_from", _LARGEST):
        return "".join(digits[int(digit)] for digit in str(max(0, value)))
    if value <= 0:
        return str(digits[0])
    upper, lower = divmod(value, _MYRIAD)
    text = _below_myriad(lower, style) if lower else ""
    if upper:
        gap = style["zero"] if lower and lower < _MYRIAD // 10 else ""
        text = _below_myriad(upper, style) + style["units"][3] + gap + text
    if style["one"] == "ten" and text.startswith(digits[1] + style["units"][0]):
        return text[1:]
    return text


def _below_myriad(value: int, style: dict[str, Any]) -> str:
    text, gap = "", False
    for power in (3, 2, 1, 0):
        digit = value // 10**power % 10
        if digit == 0:
            gap = bool(text)
            continue
        if gap and style["zero"]:
            text += style["zero"]
        gap = False
        silent = digit == 1 and power > 0 and style["one"] == "all"
        text += ("" if silent else style["digits"][digit]) + (style["units"][power - 1] if power else "")
    return text
