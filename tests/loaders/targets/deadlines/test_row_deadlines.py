from loaders.files.source import read_bytes
from loaders.read import ReadDocument, read_document


def read(text: str) -> ReadDocument:
    return read_document(read_bytes(text.encode(), "plan.txt"))


def deadlines(text: str) -> list[str | None]:
    return [target.deadline for reading in read(text).readings for target in reading.targets]


def test_a_field_dates_the_targets_of_its_measure() -> None:
    text = "一、任务\n1.新建口袋公园12个。\n完成时限：2026年6月底前\n责任单位：市园林局\n2.新建驿站5个。\n责任单位：市园林局\n"
    assert deadlines(text) == ["2026-06", None]


def test_a_written_deadline_stands() -> None:
    text = "一、任务\n1.到2025年，新建口袋公园12个。\n完成时限：2026年6月底前\n责任单位：市园林局\n"
    assert deadlines(text) == ["2025"]


def test_two_fields_date_nothing() -> None:
    text = "一、任务\n1.新建口袋公园12个。\n完成时限：2026年6月底前\n新建绿道8公里。\n完成时限：2027年6月底前\n"
    assert deadlines(text) == [None, None]


def test_the_cell_of_a_row_dates_its_targets() -> None:
    rows = (
        "序号\t任务\t责任单位\t完成时限\n1\t新建驿站5个。\t县住建局\t2025/6/30\n2\t改造泵站12座。\t县水务局\t9月底前\n"
    )
    assert deadlines(f"北岭县2025年任务表\n\n一、任务\n{rows}") == ["2025-06", "2025-09"]


def test_a_factor_of_a_formula_is_no_target() -> None:
    rows = "指标\t计算方法\n停靠率\t停靠船次÷进港船次×100%\n保洁率\t保洁泊位数/泊位总数×100%\n"
    assert deadlines(f"北岭县评价办法\n\n一、指标\n{rows}") == []
