"""What the measures of a table's rows are called: by the cell of the task, never by the longest one."""

import pytest

from loaders.files.source import read_bytes
from loaders.read import plan_graphs, read_document


def titles(text: str, name: str = "plan.txt") -> list[str]:
    (graph,) = plan_graphs(read_document(read_bytes(text.encode(), name)))
    return [str(node.properties["title"]) for node in graph.nodes if node.kind == "Measure"]


def rows(*lines: str) -> str:
    return "北岭县任务表\n\n" + "".join(f"{line}\n" for line in lines)


@pytest.mark.parametrize(
    ("head", "row", "title"),
    [
        ("序号\t工作任务\t主要内容\t责任单位", "1\t疏浚河道\t清理淤泥三万立方米，修整岸坡\t县水务局", "疏浚河道"),
        ("序号\t问题\t整改措施\t责任单位", "1\t沿岸排水口长期溢流，群众反映强烈\t封堵排口\t县水务局", "封堵排口"),
        ("序号\t重点任务\t责任单位\t备注", "1\t植树\t县林业局\t资金由县级统筹安排，按季拨付到位", "植树"),
        ("编号\t事项\t工作要求\t承办单位", "1\t1.修缮校舍\t质量达到抗震设防标准\t县教育局", "修缮校舍"),
        ("序号\t指标名称\t单位\t目标值\t责任单位", "1\t绿地率\t%\t40\t县林业局", "绿地率"),
        ("部门\t工作职责", "县水务局\t巡查堤防", "巡查堤防"),
    ],
)
def test_the_task_names_the_measure(head: str, row: str, title: str) -> None:
    assert titles(rows(head, row)) == [title]


def test_a_task_over_several_rows_leaves_the_name_to_the_details() -> None:
    text = (
        "<table><tr><td>任务</td><td>具体措施</td><td>责任单位</td></tr>"
        "<tr><td rowspan=2>一、防汛备汛</td><td>1.加固堤防</td><td>县水务局</td></tr>"
        "<tr><td>2.储备物资</td><td>县应急局</td></tr>"
        "<tr><td>防火</td><td>3.开设隔离带</td><td>县林业局</td></tr></table>"
    )
    assert titles(text, "plan.html") == ["加固堤防", "储备物资", "防火"]


def test_a_field_in_a_row_without_a_head() -> None:
    assert titles(rows("1\t修缮校舍\t责任单位：县教育局", "2\t改造食堂\t责任单位：县卫健局")) == [
        "修缮校舍",
        "改造食堂",
    ]
