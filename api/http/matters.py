"""The matters of the lexicon in the words of a measure: what findings ask the reader of texts for."""

from graph.bottlenecks.facts import MatterFact
from loaders.plan.topics import matter_label, matters_in


def matter_facts(measure: str, text: str) -> tuple[MatterFact, ...]:
    """The matters that the measure with the id `measure` takes up in `text`, in the order of the lexicon."""
    return tuple(MatterFact(name, matter_label(name), measure, words) for name, words in matters_in(text).items())
