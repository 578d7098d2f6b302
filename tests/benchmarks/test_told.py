"""What is measured is put into docs/performance.md, and only below its mark."""

import pytest

from benchmarks.tables import Table, number, tables
from benchmarks.told import MARK, PAGE, as_markdown, told

RESULTS = {
    "machine": {
        "processor": "a processor",
        "cores": 2,
        "memory_gib": 24.0,
        "system": "Linux x86_64",
        "python": "3.11.7",
        "load": 0.1,
        "when": "2026-01-04 00:00 UTC",
    },
    "versions": {"simpy": "4.1"},
    "commit": "abc",
    "rounds": 7,
    "skipped": {"cimba": "cimba is not installed"},
    "quick": False,
    "waiting": {"designs": 2, "replications": 30, "seconds": 41.0, "processor": 70.0, "bar": 60.0},
}


def test_what_is_written_by_hand_stays():
    page = told(f"By hand.\n\n{MARK}\n\nmade before", RESULTS)
    assert page.startswith(f"By hand.\n\n{MARK}\n")
    assert "made before" not in page
    assert "| 2 x 30 | 41.0 | 70.0 | 60.0 |" in page
    assert "Left out: cimba (cimba is not installed)." in page
    assert told(page, RESULTS) == page
    with pytest.raises(ValueError, match="no line"):
        told("By hand.", RESULTS)


def test_the_page_that_is_there_can_be_made():
    assert PAGE.read_text().count(MARK) == 1


def test_tables():
    assert [table.key for table in tables(RESULTS)] == ["waiting"]
    table = Table("key", "Title", "Note.", ["", "a|b"], [["x", "1"]])
    assert as_markdown(table) == "### Title\n\nNote.\n\n|  | a\\|b |\n| --- | --- |\n| x | 1 |"
    assert [number(value) for value in (0.01234, 12.34, 999.9, 1234567)] == [
        "0.0123",
        "12.3",
        "1,000",
        "1,230,000",
    ]
