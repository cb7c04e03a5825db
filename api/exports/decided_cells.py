"""The cells of lists that say what people decided and reported of a row: which corrections, how far it has come."""

from collections.abc import Iterable, Mapping

from api.decisions.notes import Notes
from api.exports.cells import Row, day
from api.wire import references as wire
from graph.schema import Language, schema
from viz.site.catalogue_words import words

DECIDED = ("corrected", "progress", "value_date", "value_note")
"""Keys of the columns."""

_WORDED = {"role": "", "state": "state_"}


def decided(notes: Notes, decisions: Iterable[str], subjects: Iterable[str], language: Language) -> Row:
    """The cells of DECIDED: of the corrections with these ids, and of the first of these things of which anything was reported."""
    made = (notes.corrected[key] for key in dict.fromkeys(decisions) if key in notes.corrected)
    said = next((notes.progress[key] for key in subjects if key in notes.progress), None)
    corrections = "\n".join(_correction(each, language) for each in made)
    if said is None:
        return (corrections, "", "", "")
    return (corrections, _progress(said, language), day(said.date, language), said.note)


def values_told(
    values: Mapping[str, str], before: Mapping[str, str], names: Mapping[str, str], language: Language
) -> str:
    """What a correction or report sets, in one line: what stood there → what stands there now."""

    def told(name: str, value: str) -> str:
        if not value:
            return words("value_none", language)
        if name == "kind" and value in schema().nodes:
            return schema().nodes[value].label[language]
        return words(_WORDED[name] + value, language) if name in _WORDED else names.get(value, value)

    parts = []
    for name, value in values.items():
        old = f"{told(name, before[name])} → " if before.get(name) else ""
        parts.append(f"{words(f'value_{name}', language)} {old}{told(name, value)}")
    return " · ".join(parts)


def _correction(made: wire.CorrectedOut, language: Language) -> str:
    said = values_told(made.values, made.before, made.names, language) or made.said
    return f"{said} ({', '.join(part for part in (made.by, made.at[:10], made.why) if part)})"


def _progress(said: wire.ProgressOut, language: Language) -> str:
    parts = [
        words(f"state_{said.state}", language) if said.state else "",
        words("measured", language, value=said.value) if said.value else "",
        words(f"verdict_{said.verdict}", language) if said.verdict else "",
    ]
    return " ".join(part for part in parts if part)
