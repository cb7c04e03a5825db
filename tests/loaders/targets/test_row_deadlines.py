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
