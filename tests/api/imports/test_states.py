"""What people write of how far work has come: every entry of the vocabulary by its own examples, and words of the app."""

import pytest

from api.imports.cell_words import state_in
from graph.data_files import data_of
from graph.decisions.progress import STATES
from viz.site.catalogue_words import words

VOCABULARY = data_of("api.imports", "states")
ENTRIES = [(state, name) for state, entries in VOCABULARY.items() for name in entries]


@pytest.mark.parametrize(("state", "name"), ENTRIES)
def test_an_entry_reads_its_examples_and_not_the_others(state: str, name: str) -> None:
    entry = VOCABULARY[state][name]
    for example in entry["examples"]:
        assert state_in(example) == state
        assert state_in(f" {example}。") == state
    for other in entry["not"]:
        assert state_in(other) != state


@pytest.mark.parametrize("state", STATES)
def test_the_words_of_the_app_and_of_earlier_tables_are_read(state: str) -> None:
    before = {"not-started": "未开始", "under-way": "进行中", "done": "已完成", "stopped": "已停止"}
    assert {state_in(words(f"state_{state}", "zh")), state_in(words(f"state_{state}", "en"))} == {state}
    assert state_in(before[state]) == state


def test_words_that_name_no_state_are_none() -> None:
    assert state_in("") == ""
    for said in ("按计划", "正常", "很好", "见附件", "50%"):
        assert state_in(said) is None
