import pytest

from loaders.outline.chapter_kinds import chapter_kind, is_law
from loaders.vocabulary import vocabulary

KINDS = vocabulary("outline/chapters")["kinds"]
LAW = vocabulary("outline/chapters")["acts"]["law"]


@pytest.mark.parametrize(
    ("kind", "title"), [(kind, title) for kind, entry in KINDS.items() for title in entry["examples"]]
)
def test_example_has_its_kind(kind: str, title: str) -> None:
    assert chapter_kind(title) == kind


@pytest.mark.parametrize(("kind", "title"), [(kind, title) for kind, entry in KINDS.items() for title in entry["not"]])
def test_counter_example_has_not(kind: str, title: str) -> None:
    assert chapter_kind(title) != kind


@pytest.mark.parametrize("title", LAW["examples"])
def test_laws(title: str) -> None:
    assert is_law(title)


@pytest.mark.parametrize("title", LAW["not"])
def test_plans_are_no_laws(title: str) -> None:
    assert not is_law(title)
