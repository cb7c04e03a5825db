"""A number that comes twice in an outline parts the work under it as any other does."""

from graph.schema import schema
from loaders.files.source import read_bytes
from loaders.read import plan_graphs, read_document

PLAN = """青河县河湖清洁行动方案
一、目标
一、任务
（一）清淤。清理河道。（责任单位：县水利局）加固堤防。（责任单位：县财政局）
"""


def test_several_statements_under_a_repeated_number() -> None:
    source = read_bytes(PLAN.encode(), "plan.txt")
    (graph,) = plan_graphs(read_document(source))
    schema().check(graph, source.text)
    parts = [edge for edge in graph.edges if edge.kind == "PART_OF"]
    titles = {node.id: node.text("title") for node in graph.nodes}
    assert [titles[edge.target] for edge in parts if titles[edge.target] == "清淤"] == ["清淤", "清淤"]
