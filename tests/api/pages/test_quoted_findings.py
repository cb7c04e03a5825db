"""Words behind a finding: each statement once, and what its runs say is the statement again."""

from hypothesis import given
from hypothesis import strategies as st

from api.pages.shown.quoted_findings import MOST_CHARACTERS, quotes
from api.wire import references as wire
from graph.model import Passage

TEXT = "牵头单位：甲局、乙局、丙局，责任单位：丁局等。"


def evidence(edge: str, start: int, end: int, *, basis: str = "statement", at: int = 100) -> wire.EvidenceOut:
    party = Passage(start=at + start, end=at + end, quote=TEXT[start:end]) if end else None
    return wire.EvidenceOut(
        decisions=[],
        read_as="",
        edge=edge, basis=basis, document="d", section="s", party=party, governing=[], rule="r", ruleset="1",
        statement=Passage(start=at, end=at + len(TEXT), quote=TEXT),
    )  # fmt: skip


def test_names_are_links_in_one_quote() -> None:
    (quote,) = quotes([evidence("b", 8, 10), evidence("a", 5, 7), evidence("whole", 0, 0)])
    assert "".join(run.text for run in quote.runs) == TEXT
    assert [(run.text, run.edge) for run in quote.runs if run.edge] == [("甲局", "a"), ("乙局", "b")]
    assert quote.edges == ("whole",)


def test_what_is_inferred_stands_apart() -> None:
    said, inferred = quotes([evidence("a", 5, 7), evidence("b", 0, 0, basis="inferred")])
    assert (said.inferred, inferred.inferred) == (False, True)
    assert inferred.edges == ("b",)


@given(st.lists(st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 6)), max_size=8))
def test_any_spans_give_the_statement_back(spans: list[tuple[int, int]]) -> None:
    given_spans = [(start, min(start + length, len(TEXT))) for start, length in spans]
    found = quotes([evidence(f"e{n}", start, end) for n, (start, end) in enumerate(given_spans)])
    assert len(found) == bool(spans)
    for quote in found:
        assert "".join(run.text for run in quote.runs) == TEXT
        assert sorted([run.edge for run in quote.runs if run.edge] + list(quote.edges)) == sorted(
            f"e{n}" for n in range(len(spans))
        )


def test_a_long_text_that_names_nobody_is_cut() -> None:
    long = evidence("a", 0, 0).model_copy(update={"statement": Passage(start=0, end=1000, quote="水" * 1000)})
    (quote,) = quotes([long])
    assert len(quote.runs[0].text) == MOST_CHARACTERS + 1
