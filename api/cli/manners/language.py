"""The language and the time zone of whoever sits at the command line.

The language is RESPGRAPH_LANG, else what the system says (LC_ALL, LC_MESSAGES, LANG): Chinese or English. `C` and nothing at all say
no language: then what the command line says of itself is English, and what is made of plans has the language of the settings.
"""

import os
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from graph.errors import RespgraphError

Language = Literal["zh", "en"]

VARIABLES = ("RESPGRAPH_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
"""The first that is not empty holds, as everywhere on such systems."""


def user_language() -> Language | None:
    """The language of the user; None where nothing says one that we speak."""
    said = next((value for name in VARIABLES if (value := os.environ.get(name, ""))), "")
    word = said.replace("-", "_").partition("_")[0].partition(".")[0].lower()
    return "zh" if word == "zh" else "en" if word == "en" else None


def language_of(chosen: str = "") -> Language:
    """In which language something is made: as it was chosen, else the user's, else the settings'. BadRequestError for others."""
    if chosen:
        if chosen not in ("zh", "en"):
            from graph.errors import BadRequestError

            raise BadRequestError(f"no words in {chosen!r}", hint="zh or en")
        return "zh" if chosen == "zh" else "en"
    if found := user_language():
        return found
    from api.surroundings import surroundings

    return surroundings().language


def said(key: str, **values: object) -> str:
    """Words of words.yaml in the user's language, English where there is none."""
    return _words()[key][user_language() or "en"].format(**values)


def error_said(error: "RespgraphError") -> str:
    """An error in the user's language, as its own words put it together."""
    if user_language() != "zh":
        return str(error)
    from viz.site.refusals import refusal

    what, hint = refusal(error.what, "zh"), refusal(error.hint, "zh") if error.hint else ""
    return "；".join(part for part in (f"{error.where}：{what}" if error.where else what, hint) if part)


def here(stamp: str) -> str:
    """A moment as it is stored (ISO 8601, UTC) by the user's clock, with how far that is from UTC; what is no moment as it is."""
    try:
        moment = datetime.fromisoformat(stamp)
    except ValueError:
        return stamp
    return moment.astimezone().isoformat(" ", timespec="seconds") if moment.tzinfo else stamp


@cache
def _words() -> Mapping[str, Mapping[Language, str]]:
    from graph.data_files import data_of

    words: Mapping[str, Mapping[Language, str]] = data_of("api.cli.manners", "words")
    return words
