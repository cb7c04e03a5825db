"""The pages' templates and words: one Jinja environment, one message catalogue, Chinese and English."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache, partial
from importlib.resources import files
from typing import Any, Protocol
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context, select_autoescape
from jinja2.runtime import Context

from graph.deadlines.due import has_passed, last_day
from graph.errors import UnknownIdError
from graph.place_words import place_words
from graph.schema import Language, schema
from viz.site.catalogue_words import catalogue, words
from viz.site.deadlines import dues
from viz.site.qualifiers import qualified
from viz.site.refusals import is_known, refusal
from viz.site.shown_words import readable, short, without_ends
from viz.site.spoken import said_date, said_number, said_time

COMPARATORS = {
    ">=": "comparator_ge",
    "<=": "comparator_le",
    "increase": "comparator_increase",
    "decrease": "comparator_decrease",
}
ASSETS: Mapping[str, str] = {"site.css": "text/css; charset=utf-8", "site.js": "text/javascript; charset=utf-8"}
HTML_LANGUAGE: Mapping[Language, str] = {"zh": "zh-CN", "en": "en"}


def render(template: str, language: Language, **values: object) -> str:
    """A page of viz/site/templates as HTML; a name that a template lacks is an error."""
    page = _environment().get_template(template)
    made: list[Context] = []
    context = page.new_context(
        {
            "language": language,
            "html_language": HTML_LANGUAGE[language],
            "labels": schema(),
            MADE: made,
            **_spoken(language),
            **values,
        }
    )
    try:
        return readable("".join(page.root_render_func(context)))
    except Exception:  # noqa: BLE001  # as Template.render does: it is raised again, with the template's lines
        page.environment.handle_exception()
    finally:
        for each in made:
            each.parent.clear()
            each.vars.clear()
            each.exported_vars.clear()


MADE = "contexts_made"
"""The name under which a page's values hold the contexts that are made of them, its own and those of what it imports."""


class _Emptied(Context):
    """A context that is emptied when its page is made.

    Macros hold their context and it holds them, so that all that a page shows would wait for the collector, in the middle of a later answer.
    """

    def __init__(self, environment: Environment, parent: dict[str, Any], *rest: Any, **named: Any) -> None:  # noqa: ANN401  # as Jinja makes it
        super().__init__(environment, parent, *rest, **named)
        if MADE in parent:  # what is imported without a context is kept for all pages
            parent[MADE].append(self)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("viz.site"),
        autoescape=select_autoescape(),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.context_class = _Emptied
    environment.filters |= {
        "date": _date,
        "dues": dues,
        "last_day": last_day,
        "number": said_number,
        "passed": has_passed,
        "place": _place,
        "short": short,
        "spelt": _spelt,
        "time": _time,
    }
    environment.globals["to"] = address
    return environment


@cache
def _spoken(language: Language) -> Mapping[str, Callable[..., str]]:
    """What templates say with, in one language.

    Not as functions that take the context: behind a `set` in a loop or block Jinja makes a new one for each call of such a function.
    """
    return {
        "t": partial(_say, language),
        "problem_words": partial(problem_said, language=language),
        "refused": partial(refusal, language=language),
        "required": partial(required_words, language=language),
    }


def compile_templates() -> None:
    """Compile every template now, so that no reader waits for it."""
    for name in _environment().list_templates():
        _environment().get_template(name)


def _say(language: Language, key: str, **values: object) -> str:
    """The words of a key, as t(key, place=value) in a template."""
    return words(key, language, **values)


@pass_context
def _date(context: Context, iso: str) -> str:
    """`2025-06-30` and the like in the page's language."""
    return said_date(iso, context["language"])


@pass_context
def _place(context: Context, path: str) -> str:
    """The place with a path in words of the page's language."""
    return place_words(path, context["language"])


@pass_context
def _spelt(context: Context, said: str) -> str:
    """What a decision is about, with the role of an edge in words in place of its kind, as in 区财政局 责任 （十七）蓝天."""
    for kind, edge in schema().edges.items():
        said = said.replace(f" {kind} ", f" {edge.label[context['language']]} ")
    return said


@pass_context
def _time(context: Context, iso: str) -> str:
    """A moment in the page's language."""
    return said_time(iso, context["language"])


class Problem(Protocol):
    """A line of a load report."""

    code: str
    message: str


def problem_said(problem: Problem, language: Language) -> str:
    """What a line of the load report says: its own words where it fills something in, else those of its code."""
    if is_known(problem.message):
        return refusal(problem.message, language)
    told = catalogue().get(f"problem_{problem.code}")
    return told[language] if told else problem.message


class Required(Protocol):
    """What a target asks for, as answers give it."""

    metric: str
    value: str
    unit: str
    comparator: str
    kind: str
    baseline: str
    text: str


def required_words(target: Required, language: Language) -> str:
    """The end state in words, as in `≥ 90%` or `down 14.5% (on 2020)`; a milestone's own words.

    Empty where the metric says it all, since it stands beside.
    """
    if not target.value:
        said = without_ends(readable(target.text))
        return "" if target.metric.endswith(said) else said.removeprefix(target.metric)
    if target.comparator not in COMPARATORS and target.metric.endswith(target.value + target.unit):
        return ""
    key = COMPARATORS.get(target.comparator, "comparator_eq")
    if target.kind == "class" and target.comparator == ">=":
        key = "class_ge"
    said = words(key, language, value=said_number(target.value) + target.unit)
    own = qualified(target.text, target.value + target.unit, target.comparator)
    said += words("qualified", language, words=own) if own else ""
    return said + (words("than_year", language, year=said_date(target.baseline, language)) if target.baseline else "")


@cache
def site_asset(name: str) -> tuple[bytes, str]:
    """Bytes and media type of a file that pages refer to; UnknownIdError for any other name."""
    media_type = ASSETS.get(name)
    if media_type is None:
        raise UnknownIdError("no such file", where=name, hint="one of " + ", ".join(ASSETS))
    return files("viz").joinpath("static", name).read_bytes(), media_type


def address(*parts: str, **query: str | Sequence[str]) -> str:
    """A path within the site, from its parts and its query: of a department, or of the graph around it.

    What has several values is said once for each.
    """
    path = "/" + "/".join(_quoted(part, "/") for part in parts)
    said = [(n, v) for n, value in query.items() for v in (value if isinstance(value, list | tuple) else [value])]
    kept = "&".join(f"{_quoted(name, '')}={_quoted(value, '')}" for name, value in said if value != "")
    return path + (f"?{kept}" if kept else "")


@lru_cache(maxsize=8192)
def _quoted(part: str, safe: str) -> str:
    """Spaces, controls and marks that change the direction of writing are quoted, whatever their script."""
    text = str(part)
    if text.isascii():
        return quote(text, safe=safe)
    text = text.translate(_ascii_quoted(safe))
    return text if text.isprintable() else "".join(char if char.isprintable() else quote(char) for char in text)


@cache
def _ascii_quoted(safe: str) -> dict[int, str]:
    """What stands in an address for each ASCII character that it may not hold: a table takes a tenth of asking for each."""
    return {code: quote(chr(code), safe=safe) for code in range(128)}
