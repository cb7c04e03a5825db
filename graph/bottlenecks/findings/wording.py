"""Sentences from templates: captions of ids, numbers with their words, lists with their joiner, in zh and en."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from graph.bottlenecks.facts import Facts
from graph.data_files import data_of
from graph.schema import Label, Language

Tier = Literal["note", "A", "B", "C", "D"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")

MOST_NAMES = 15
MOST_CHARACTERS = {"short": 16, "full": 48}


@dataclass(frozen=True, slots=True)
class Rule:
    """How one rule speaks: `act` and `sentence` by variant, `resolve` and `summary` for all its findings."""

    name: str
    tier: Tier
    title: Label
    act: Mapping[str, Label]
    sentence: Mapping[str, Label]
    resolve: Label
    summary: Label

    def act_of(self, variant: str) -> Label:
        """What to do about a finding of a variant."""
        return self.act.get(variant, self.act["plain"])


@dataclass(frozen=True, slots=True)
class Sentences:
    """All of sentences.yaml; tiers and rules in the order of the file."""

    joiner: Label
    more: Label
    ellipsis: Label
    folded: Label
    comparators: Mapping[str, Label]
    tiers: Mapping[str, Label]
    rules: Mapping[str, Rule]


@cache
def sentences() -> Sentences:
    """Read sentences.yaml once."""
    data = data_of("graph.bottlenecks.findings", "sentences")
    return Sentences(
        **data["words"],
        tiers=data["tiers"],
        rules={name: Rule(name=name, **entry) for name, entry in data["rules"].items()},
    )


def target_value(comparator: str, value: str, unit: str) -> Label:
    """A sub-target's value as people read it: ≤30.3微克/立方米, down 14.5%; only the value where nothing is compared."""
    signs = sentences().comparators.get(comparator, dict.fromkeys(LANGUAGES, ""))
    return {language: signs[language] + value + unit for language in LANGUAGES}


@dataclass(frozen=True, slots=True)
class Captions:
    """What ids are called; `short` for lists, `full` where one thing is the subject."""

    short: Mapping[str, Label]
    full: Mapping[str, Label]

    @classmethod
    def of(cls, facts: Facts) -> "Captions":
        """Departments by name, measures by number and title, targets by metric, plans by title, matters by label."""
        short: dict[str, Label] = {}
        full: dict[str, Label] = {}
        for department in facts.departments:
            short[department.id] = {"zh": department.name, "en": department.name_en or department.name}
        for measure in facts.measures:
            short[measure.id] = _same(measure.number or measure.label or measure.title, "short")
            full[measure.id] = _same((measure.number or measure.label) + measure.title, "full")
        for target in facts.targets:
            short[target.id] = _same(target.metric, "full")
        for plan in facts.plans:
            short[plan.id] = _same(plan.title, "full")
        for matter in facts.matters:
            short[matter.name] = matter.label
        return cls(short, {**short, **full})

    def listed(self, ids: tuple[str, ...], language: Language) -> "Listed":
        """The captions of ids, ready for a template."""
        return Listed(self, ids, language)


def _same(words: str, length: Literal["short", "full"]) -> Label:
    most = MOST_CHARACTERS[length]
    return {
        language: words if len(words) <= most else words[:most] + sentences().ellipsis[language]
        for language in LANGUAGES
    }


@dataclass(frozen=True, slots=True)
class Listed:
    """Names in a template: `{measures}` by short captions, `{measure:full}` by full ones."""

    captions: Captions
    ids: tuple[str, ...]
    language: Language

    def __format__(self, spec: str) -> str:
        by_id = self.captions.full if spec == "full" else self.captions.short
        names = [by_id[one][self.language] if one in by_id else one for one in self.ids]
        joined = sentences().joiner[self.language].join(names[:MOST_NAMES])
        if len(names) <= MOST_NAMES:
            return joined
        return sentences().more[self.language].format(names=joined, count=len(names) - MOST_NAMES)


@dataclass(frozen=True, slots=True)
class Counted:
    """A number in a template: `{leads}` alone, `{leads:lead|leads}` with the fitting word, `{share:.0%}` as Python does."""

    number: float

    def __format__(self, spec: str) -> str:
        if "|" in spec:
            one, many = spec.split("|")
            return f"{self.number:g} {one if self.number == 1 else many}"
        return format(self.number, spec or "g")


def say(
    template: Label,
    captions: Captions,
    *,
    numbers: Mapping[str, float],
    names: Mapping[str, tuple[str, ...]],
    labels: Mapping[str, Label],
) -> Label:
    """The template in every language."""
    counted = {name: Counted(number) for name, number in numbers.items()}
    return {
        language: template[language].format(
            **counted,
            **{name: captions.listed(ids, language) for name, ids in names.items()},
            **{name: label[language] for name, label in labels.items()},
        )
        for language in LANGUAGES
    }
