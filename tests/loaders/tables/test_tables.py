"""Tables understood: heads of one row and of two, pieces that go on, and tables that plain text writes."""

from loaders.outline.outline import outline
from loaders.readings import Table


def read(text: str) -> list[tuple[list[str], list[list[str]]]]:
    """The tables of a text: the kinds of the columns with their roles, and the words of the rows."""
    found = outline(text)

    def shown(table: Table) -> tuple[list[str], list[list[str]]]:
        columns = [" ".join((column.kind, *column.roles)) for _, column in sorted(table.columns.items())]
        rows = [[text[cell.start : cell.end].strip() for _, cell in sorted(row.cells.items())] for row in table.rows]
        return columns, rows

    return [shown(table) for table in found.tables]


def test_a_head_of_one_row() -> None:
    assert read("序号\t任务\t牵头单位\t完成时限\n1\t疏浚河道\t市水务局\t2025.6\n") == [
        (["serial", "task", "duty lead", "deadline"], [["1", "疏浚河道", "市水务局", "2025.6"]])
    ]


def test_a_head_of_two_rows() -> None:
    text = "序号\t任务\t责任单位\t\t时限\n\t\t市级\t县级\t\n1\t疏浚河道\t市水务局\t县水务局\t6月\n"
    columns = ["serial", "task", "duty responsible", "duty responsible", "deadline"]
    assert read(text) == [(columns, [["1", "疏浚河道", "市水务局", "县水务局", "6月"]])]


def test_the_lower_row_says_the_roles() -> None:
    text = "序号\t任务\t任务分工\t\n\t\t牵头\t配合\n1\t疏浚河道\t市水务局\t市财政局\n"
    assert read(text)[0][0] == ["serial", "task", "duty lead", "duty support"]


def test_a_head_stands_again() -> None:
    text = "任务\t责任单位\n疏浚河道\t市水务局\n任务\t责任单位\n修缮堤防\t市林业局\n"
    assert [len(rows) for _, rows in read(text)] == [2]


def test_another_head_begins_another_table() -> None:
    text = "任务\t责任单位\n疏浚河道\t市水务局\n姓名\t联系电话\n罗某\t12345\n"
    assert [columns for columns, _ in read(text)] == [["task", "duty responsible"], ["person", "person"]]


def test_numbers_that_run_on_make_a_piece_part_of_the_table() -> None:
    text = "序号\t任务\t责任单位\n1\t疏浚河道\t市水务局\n\n续表\n\n2\t修缮堤防\t市林业局\n3\t植树\t市园林局\n"
    assert [len(rows) for _, rows in read(text)] == [3]


def test_figures_below_a_table_of_tasks_are_no_piece_of_it() -> None:
    text = "序号\t任务\t责任单位\n1\t疏浚河道\t市水务局\n\n年份\t数量\t备注\n2024\t12\t座\n"
    assert [len(rows) for _, rows in read(text)] == [1, 1]


def test_a_form_is_no_head() -> None:
    assert all(not columns for columns, _ in read("项目名称\t北岭水库\n责任单位\t市水务局\n配合单位\t市财政局\n"))


def test_pipes_with_and_without_a_rule() -> None:
    ruled = "任务 | 责任单位\n--- | ---\n疏浚河道 | 市水务局\n"
    boxed = "|任务|责任单位|\n|疏浚河道|市水务局|\n"
    assert read(ruled) == read(boxed) == [(["task", "duty responsible"], [["疏浚河道", "市水务局"]])]
    assert read("甲方 | 乙方\n其他文字\n") == []


def test_one_cell_a_line() -> None:
    text = "北岭县任务清单\n\n序号\n任务\n牵头单位\n配合单位\n时限\n1\n疏浚河道\n县水务局\n县财政局\n县住建局\n6月底\n2\n修缮堤防\n县林业局\n各镇街\n9月底\n"
    ((columns, rows),) = read(text)
    assert columns == ["serial", "task", "duty lead", "duty support", "deadline"]
    assert rows == [
        ["1", "疏浚河道", "县水务局", "县财政局\n县住建局", "6月底"],
        ["2", "修缮堤防", "县林业局", "各镇街", "9月底"],
    ]


def test_lines_without_numbers_end_where_no_unit_stands() -> None:
    text = "任务\n责任单位\n疏浚河道\n市水务局\n修缮堤防\n市林业局\n二、要求\n按周报送。\n"
    assert read(text) == [(["task", "duty responsible"], [["疏浚河道", "市水务局"], ["修缮堤防", "市林业局"]])]


def test_fields_are_no_table() -> None:
    assert read("责任单位\n完成时限\n\n各单位要加强领导，抓好落实。\n有关情况及时报告。\n") == []


def test_rows_may_number_themselves_with_a_mark() -> None:
    text = "序号\t任务\t责任单位\n1.\t疏浚河道\t市水务局\n\n续表\n\n2.\t修缮堤防\t市林业局\n3.\t植树\t市园林局\n"
    assert [len(rows) for _, rows in read(text)] == [3]
    lines = "序号\n任务\n责任单位\n1.\n疏浚河道\n市水务局\n2.\n修缮堤防\n市林业局\n"
    assert [len(rows) for _, rows in read(lines)] == [2]
