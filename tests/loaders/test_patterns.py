"""Patterns of the vocabularies as the engine gets them, told with which characters they begin, and as `re` compiles them."""

import re
from importlib.resources import files

from graph.kept import patterns
from graph.shadow import shadow
from loaders.files.source import read_bytes
from loaders.read import plan_graphs, read_document


def test_every_pattern_finds_in_a_plan_what_re_finds() -> None:
    plan = files("seeds").joinpath("plans/yongchuan-2022-112.txt").read_bytes()
    source = read_bytes(plan, "plan.txt")
    assert plan_graphs(read_document(source))
    words = shadow(source.text)[:4000]
    made = patterns.SHELF.every("patterns")  # in this process and in those before it
    assert len(made) > 300
    for key in made:
        flags, _, pattern = key.partition(" ")
        found, right = patterns.compiled(pattern, int(flags)), re.compile(pattern, int(flags))
        assert [each.regs for each in found.finditer(words)] == [each.regs for each in right.finditer(words)], pattern
