"""docs/model.md is what the schema says now, and says something of every kind and property."""

from pathlib import Path

from graph.reference import reference
from graph.schema import EdgeKind, NodeKind, schema

PAGE = Path(__file__).parents[2] / "docs" / "model.md"


def test_the_page_is_fresh() -> None:
    assert PAGE.read_text(encoding="utf-8") == reference(schema()), "run: python -m graph.reference > docs/model.md"


def test_every_kind_and_property_is_on_the_page() -> None:
    page = reference(schema())
    kinds: list[NodeKind | EdgeKind] = [*schema().nodes.values(), *schema().edges.values()]
    for kind in kinds:
        section = page.split(f"### {kind.name}\n", 1)[1].split("### ", 1)[0]
        assert kind.label["zh"] in section
        for prop in kind.properties.values():
            assert f"| `{prop.name}` |" in section
            assert all(f"`{value}`" in section for value in prop.enum)
