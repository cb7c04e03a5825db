"""The pages' templates and words: one Jinja environment, one message catalogue, Chinese and English."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Protocol
from urllib.parse import quote, urlencode

import yaml
from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context, select_autoescape
from jinja2.runtime import Context

from graph.errors import ModelError, UnknownIdError
from graph.schema import Language, schema

COMPARATORS = {
    ">=": "comparator_ge",
    "<=": "comparator_le",
    "increase": "comparator_increase",
    "decrease": "comparator_decrease",
}
ASSETS: Mapping[str, str] = {"site.css": "text/css; charset=utf-8"}
HTML_LANGUAGE: Mapping[Language, str] = {"zh": "zh-CN", "en": "en"}


def render(template: str, language: Language, **values: object) -> str:
    """A page of viz/templates/site as HTML; a name that a template lacks is an error."""
    page = _environment().get_template(template)
    return page.render(language=language, html_language=HTML_LANGUAGE[language], labels=schema(), **values)


@cache
def catalogue() -> Mapping[str, Mapping[str, str]]:
    """Key → language → words, from all files of viz/catalogue; a key stands in one file only."""
    found: dict[str, Mapping[str, str]] = {}
    for entry in sorted(files("viz").joinpath("catalogue").iterdir(), key=lambda entry: entry.name):
        data: Mapping[str, Mapping[str, str]] = yaml.load(entry.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        repeated = found.keys() & data.keys()
        if repeated:
            raise ModelError(f"words are given twice: {', '.join(sorted(repeated))}", where=entry.name)
        found |= data
    return found


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("viz", "templates/site"),
        autoescape=select_autoescape(),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {"problem_words": _problem_words, "t": _say, "to": _address, "required": _required}
    return environment


def words(key: str, language: Language, **values: object) -> str:
    """The words of a key; `values` fill its places."""
    return catalogue()[key][language].format(**values)


@pass_context
def _say(context: Context, key: str, **values: object) -> str:
    """The words of a key in the page's language."""
    return words(key, context["language"], **values)


class Problem(Protocol):
    """A line of a load report."""

    code: str
    message: str


@pass_context
def _problem_words(context: Context, problem: Problem) -> str:
    """What a line of the load report says, in the page's language where the catalogue has its code."""
    words = catalogue().get(f"problem_{problem.code}")
    return words[context["language"]] if words else problem.message


def _address(*parts: str, **query: str) -> str:
    """A quoted path within the site: to('departments', id) or to('graph', center=id)."""
    path = "/" + "/".join(quote(part, safe="/") for part in parts)
    kept = {name: value for name, value in query.items() if value != ""}
    return path + (f"?{urlencode(kept)}" if kept else "")


class Required(Protocol):
    """What a target asks for, as answers give it."""

    metric: str
    value: str
    unit: str
    comparator: str
    kind: str
    baseline: str
    text: str


@pass_context
def _required(context: Context, target: Required) -> str:
    return required_words(target, context["language"])


def required_words(target: Required, language: Language) -> str:
    """The end state in words, as in `≥ 90%` or `down 14.5% (on 2020)`; a milestone's own words."""
    if not target.value:
        return target.text.removeprefix(target.metric) or target.text
    key = COMPARATORS.get(target.comparator, "comparator_eq")
    if target.kind == "class" and target.comparator == ">=":
        key = "class_ge"
    said = words(key, language, value=target.value + target.unit)
    return said + (words("than_year", language, year=target.baseline) if target.baseline else "")


@cache
def site_asset(name: str) -> tuple[bytes, str]:
    """Bytes and media type of a file that pages refer to; UnknownIdError for any other name."""
    media_type = ASSETS.get(name)
    if media_type is None:
        raise UnknownIdError("no such file", where=name, hint="one of " + ", ".join(ASSETS))
    return files("viz").joinpath("static", name).read_bytes(), media_type
