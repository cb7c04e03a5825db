"""Headings and metadata against the gold of ../shared/corpus, and on the same texts written in other ways."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from loaders.act.front import front_of
from loaders.act.metadata import metadata
from loaders.outline.outline import outline
from tests.folders import ROOT

CORPUS = ROOT.parent / "shared" / "corpus"
GOLD = sorted((CORPUS / "gold").glob("*.json"))
TEXTS = sorted([*CORPUS.glob("*.txt"), *(CORPUS / "more").glob("*.txt")])

pytestmark = [pytest.mark.corpus, pytest.mark.skipif(not GOLD, reason="../shared/corpus is not here")]


def text_of(path: Path) -> str:
    with path.open(encoding="utf-8", newline="") as file:
        return file.read()


def gold_of(path: Path) -> tuple[str, Mapping[str, Any]]:
    return text_of(CORPUS / f"{path.stem}.txt"), json.loads(path.read_text(encoding="utf-8"))


def alike(one: str, other: str) -> bool:
    short, long = sorted((re.sub(r"\W", "", one), re.sub(r"\W", "", other)), key=len)
    return bool(short) and short in long and len(short) >= 0.6 * len(long)


def test_headings_titles_and_depths() -> None:
    right = given = wanted = titles = depths = 0
    for path in GOLD:
        text, gold = gold_of(path)
        found = {heading.start: heading for heading in outline(text).headings}
        pairs = [(each, found[each["start"]]) for each in gold["headings"] if each["start"] in found]
        right, given, wanted = right + len(pairs), given + len(found), wanted + len(gold["headings"])
        titles += sum(alike(each["title"], heading.title) for each, heading in pairs)
        depths += sum(each["depth"] == heading.depth for each, heading in pairs)
    assert 2 * right / (given + wanted) >= 0.985
    assert titles / right >= 0.95
    assert depths / right >= 0.95


def test_metadata() -> None:
    right = wanted = 0
    for path in GOLD:
        text, gold = gold_of(path)
        found = outline(text)
        meta = metadata(front_of(found, found.parts[0]))
        stated = {name: gold[name] for name in ("title", "number", "issuer", "date") if gold.get(name)}
        wanted += len(stated)
        right += sum(getattr(meta, name) == value for name, value in stated.items())
    assert right / wanted >= 0.97


def test_the_founding_plan_is_read_without_a_fault() -> None:
    text, gold = gold_of(CORPUS / "gold" / "yongchuan-2022-112.json")
    found = outline(text)
    assert [(each.start, each.label, each.title, each.depth) for each in found.headings] == [
        (each["start"], each["label"], each["title"], each["depth"]) for each in gold["headings"]
    ]
    meta = metadata(front_of(found, found.parts[0]))
    assert [getattr(meta, name) for name in ("title", "number", "issuer", "date")] == [
        gold[name] for name in ("title", "number", "issuer", "date")
    ]
    assert len(found.parts) == 1


@pytest.mark.parametrize("path", TEXTS, ids=[path.stem for path in TEXTS])
def test_every_text_falls_into_blocks(path: Path) -> None:
    text = text_of(path)
    found = outline(text)
    assert "".join(text[block.start : block.end] for block in found.blocks) == text
    for part in found.parts:
        for _, span in metadata(front_of(found, part)).spans:
            assert text[span.start : span.end].strip()


def half_width(text: str) -> Iterator[tuple[str, str]]:
    yield from (
        (char, char.translate({0xFF0C: ",", 0xFF1A: ":", 0xFF1B: ";", 0xFF08: "(", 0xFF09: ")"})) for char in text
    )


def broken_lines(text: str) -> Iterator[tuple[str, str]]:
    """Lines of 28 full-width characters, 22 to the page, with the number of the page."""
    width, line = 0.0, 0
    for char in text:
        width = 0 if char in "\r\n" else width + (0.5 if char.isascii() else 1)
        if width > 28 and char not in "，。、；：）)》”,.;:":
            width, line = 1, line + 1
            yield char, ("\n" if line % 22 else f"\n- {line // 22} -\n\n") + char
        else:
            yield char, char


def joined_by_spaces(text: str) -> Iterator[tuple[str, str]]:
    for before, char in zip(" " + text, text, strict=False):
        yield char, ("" if before in "\r\n" else " ") if char in "\r\n" else char


@pytest.mark.parametrize(("way", "least"), [(half_width, 0.985), (broken_lines, 0.985), (joined_by_spaces, 0.985)])
def test_the_same_texts_written_in_other_ways(way: Any, least: float) -> None:
    right = given = wanted = 0
    for path in GOLD:
        text, gold = gold_of(path)
        if text.count("\n") < 10:  # a page that has lost its line breaks has no lines to break or to join
            continue
        starts, written = [], []
        length = 0
        for char, new in way(text):
            starts.append(length + (new.rfind(char) if char in new else 0))
            written.append(new)
            length += len(new)
        found = {heading.start for heading in outline("".join(written)).headings}
        expected = {starts[each["start"]] for each in gold["headings"]}
        right, given, wanted = right + len(found & expected), given + len(found), wanted + len(expected)
    assert 2 * right / (given + wanted) >= least
