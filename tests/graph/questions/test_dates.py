import pytest

from graph.errors import BadRequestError
from graph.questions.parameters import checked_date


@pytest.mark.parametrize("words", ["", "2025", "2025-01", "2024-02-29"])
def test_dates(words: str) -> None:
    assert checked_date(words) == words


@pytest.mark.parametrize("words", ["tomorrow", "2025-13", "2025-02-30", "25", "2025-1", "2025-01-01-01", "-"])
def test_what_is_no_date(words: str) -> None:
    with pytest.raises(BadRequestError, match="no date"):
        checked_date(words)
