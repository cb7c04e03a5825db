"""Raised signs as the characters that Unicode has for them, shared by the formats that only raise plain ones (Word, web, pages)."""

_RAISED = str.maketrans(
    "0123456789+-\u2212()n",
    "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079\u207a\u207b\u207b\u207d\u207e\u207f",
)
_PLAIN = frozenset(map(chr, _RAISED)) | {" "}


def raised(text: str) -> str:
    """`text` in raised characters where it has one for each of its signs (10 with 4 is 10⁴), else as it is (①, [2])."""
    return text.translate(_RAISED) if text.strip() and all(sign in _PLAIN for sign in text) else text
