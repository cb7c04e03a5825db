"""schemathesis over the whole interface, briefly: `make fuzz` asks far more."""

from benchmarks.fuzz import fuzzed


def test_no_request_that_the_document_allows_or_forbids_is_answered_otherwise() -> None:
    found = fuzzed(2, "fuzzing")
    assert found.returncode == 0, found.stdout[-6000:] + found.stderr[-2000:]
    assert "No issues found" in found.stdout or " passed" in found.stdout
