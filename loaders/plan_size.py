"""How much a text says beside the most that any plan does: counted before anything is read of it, since reading takes as long."""

from graph.errors import SourceError
from graph.kept.patterns import compiled
from graph.shadow import shadow
from loaders.files.limits import LIMITS
from loaders.files.source import SourceText
from loaders.readings import Outline
from loaders.statements.unread import role_words
from loaders.text.sentences import full_stops

_NUMBER = compiled(r"\d+")


def within_bounds(source: SourceText) -> None:
    """Raises SourceError for a text that says more of something, or of all together, than any plan; nothing is read of it.

    Each bound takes about a second to read, and so do half of the sentences with half of the numbers: shares add up.
    """
    text = source.text
    words = shadow(text)
    duties, sentences = role_words(words, LIMITS.duties), full_stops(words, LIMITS.sentences)
    if duties > LIMITS.duties:
        raise _too_long(f"the text says more than {LIMITS.duties:,} times who is responsible", source)
    if sentences > LIMITS.sentences:
        raise _too_long(f"the text has more than {LIMITS.sentences:,} sentences", source)
    counts = (
        (duties, LIMITS.duties),
        (sentences, LIMITS.sentences),
        (sum(1 for _ in _NUMBER.finditer(text)), LIMITS.numbers),
        (text.count("\n"), LIMITS.lines),
        (text.count("\t"), LIMITS.squares),
        (text.count("(") + text.count("（"), LIMITS.brackets),
        (len(text), LIMITS.read),
    )
    if sum(count / most for count, most in counts) > LIMITS.together:
        numbers, lines, squares, brackets, characters = (count for count, _ in counts[2:])
        raise _too_long(
            f"the text says more than any plan: {characters:,} characters, {sentences:,} sentences in {lines:,} lines, {numbers:,} numbers,"
            f" {squares:,} cells, {brackets:,} brackets, {duties:,} times who is responsible",
            source,
        )


def within_outline(structure: Outline, source: SourceText) -> None:
    """Raises SourceError for more paragraphs than any plan has, in a text that lost its line ends, too, and for a heading that is none.

    All that stands below a heading cites it.
    """
    if structure.laid.count("\n") > LIMITS.lines:
        raise _too_long(f"the text has more than {LIMITS.lines:,} lines", source)
    if max((heading.body - heading.start for heading in structure.headings), default=0) > LIMITS.title:
        raise _too_long(f"a heading is longer than {LIMITS.title:,} characters", source)


def _too_long(what: str, source: SourceText) -> SourceError:
    hint = "this is no plan; if it is a collection of plans, give each of them alone"
    return SourceError(what, where=source.file_name, hint=hint)
