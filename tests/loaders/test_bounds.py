"""What a file costs grows with its length and no faster; one of more than any plan has is refused in words."""

import cProfile
import pstats
from collections.abc import Callable

import pytest

from benchmarks.long_files import FILES, page, text
from graph.errors import SourceError
from graph.stores.opening import open_store
from loaders.files.limits import LIMITS
from loaders.files.source import read_bytes
from loaders.load import load_source
from loaders.plan_size import within_bounds
from loaders.read import read_document

STATED = "整治河道。（责任单位：县水利局）\n"
GROWING = [
    "text: statements under headings", "text: statements in lines", "text: statements as fields", "text: fields behind brackets",
    "text: deep outline", "text: table of duties", "page: list items", "page: dropped", "page: nested empty spans",
]  # fmt: skip


def calls(data: bytes) -> dict[tuple[str, str], int]:
    """How often each function is called while a file is read and stored."""
    profile = cProfile.Profile()
    with open_store("sqlite://") as store:
        profile.runcall(lambda: load_source(store, read_bytes(data, "plan"), force=True))
    return {(where[0], where[2]): figures[1] for where, figures in pstats.Stats(profile).stats.items()}  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", GROWING)
def test_a_file_twice_as_long_takes_twice_the_steps(name: str) -> None:
    make, _ = FILES[name]
    size = 5 if "nested" in name else 60
    calls(make(2))
    once, twice = calls(make(size)), calls(make(2 * size))
    assert sum(twice.values()) < 2.4 * sum(once.values())
    own = {where: count for where, count in twice.items() if "/loaders/" in where[0] or "/graph/" in where[0]}
    faster = {where: (once.get(where, 0), count) for where, count in own.items() if count > 2.6 * once.get(where, 0)}
    assert {where: count for where, count in faster.items() if count[1] > 1500} == {}


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (lambda: text(lambda _: "\n")(LIMITS.lines + 1), "more than 15,000 lines"),
        (lambda: text(lambda _: "水")(LIMITS.characters + 1), "longer than 1,000,000 characters"),
        (lambda: page(lambda _: "<p>水")(LIMITS.lines + 1), "more than 15,000 lines"),
        (lambda: page(lambda _: "<b>水</b>")(LIMITS.elements), "more than 64,000 elements"),
        (lambda: page(lambda _: "<span> " * (LIMITS.depth + 1) + "水")(1), "nested too deeply"),
        (lambda: FILES["sheet: wide rows"][0](LIMITS.cells // 20 + 1), "30,000 cells"),
        (lambda: FILES["page: spanned table"][0](LIMITS.cells // LIMITS.columns + 1), "30,000 cells"),
    ],
)
def test_more_than_any_plan_has_is_refused_while_it_is_parsed(make: Callable[[], bytes], why: str) -> None:
    with pytest.raises(SourceError, match=why) as refused:
        read_bytes(make(), "plan")
    assert refused.value.hint
    assert refused.value.where == "plan"


@pytest.mark.parametrize(
    ("said", "times", "why"),
    [
        (STATED, LIMITS.duties, "more than 3,000 times who is responsible"),
        ("整治河道。", LIMITS.sentences, "more than 15,000 sentences"),
    ],
)
def test_more_than_any_plan_says_is_refused_before_it_is_read(said: str, times: int, why: str) -> None:
    source = read_bytes(text(lambda _: said)(times + 1), "plan.txt")
    with pytest.raises(SourceError, match=why):
        read_document(source)


LISTED = "、9%"
ROW = "1\t整治河道\t县水利局\t2025年\n"


@pytest.mark.parametrize(
    ("said", "times"),
    [
        (LISTED, LIMITS.numbers),
        (ROW, LIMITS.squares // 6),
        (STATED, LIMITS.duties - LIMITS.duties // 20),
        ("清淤。", LIMITS.sentences),
    ],
)
def test_what_says_a_little_of_everything_is_weighed_together(said: str, times: int) -> None:
    half = text(lambda _: said)(times // 2)
    within_bounds(read_bytes(half, "plan.txt"))
    with pytest.raises(
        SourceError, match=r"says more than any plan: .* characters, .* sentences in .* lines, .* numbers"
    ) as refused:
        within_bounds(read_bytes(half + ("清淤2公里。\n" * (LIMITS.numbers // 2)).encode(), "plan.txt"))
    assert refused.value.hint


def test_a_heading_that_is_none_is_refused() -> None:
    """All that stands below a heading cites it: 500 measures below one of 290,000 characters took 3 GB to store."""
    titled = "青河县河湖清洁行动方案\n一、" + "整治河道" * (LIMITS.title // 4) + "\n清淤。（责任单位：县水利局）\n"
    with pytest.raises(SourceError, match="a heading is longer than 3,000 characters"):
        read_document(read_bytes(titled.encode(), "plan.txt"))
    assert (
        read_document(read_bytes(titled.replace("整治河道" * 100, "", 1).encode(), "plan.txt")).readings[0].statements
    )


def test_paragraphs_of_a_text_that_lost_its_line_ends_are_counted() -> None:
    with pytest.raises(SourceError, match="more than 15,000 lines"):
        read_document(read_bytes(FILES["page: entities"][0](LIMITS.lines + 2), "plan"))


@pytest.mark.parametrize("sign", ["局", "局、", "1", "1.", "区县", "各", "牵头", "《", "（"])
def test_a_sign_over_and_over_is_read(sign: str) -> None:
    read_document(read_bytes(("青河县方案\n" + sign * 3000).encode(), "plan.txt"))
