import gzip
from datetime import date
from pathlib import Path

import pytest

from sim.calibrate.logs import LogError, read_calls

HEADER = (
    "line,call_id,customer,priority,type,date,vru_entry,vru_exit,vru_s,"
    "q_start,q_exit,q_s,outcome,service_start,service_exit,service_s,agent"
)
ROWS = (  # type, date, came in, joined the line, waited, outcome, served from, served for, agent
    ("PS", "1999-01-03", "7:00:05", "0:00:00", 0, "AGENT", "7:00:15", 60, "agent01"),
    ("NW", "1999-01-03", "7:10:00", "7:10:06", 20, "HANG", "0:00:00", 0, ""),
    ("NE", "1999-01-04", "23:59:50", "23:59:56", 9, "AGENT", "0:00:05", 30, "agent02"),
    ("PS", "1999-01-03", "7:20:00", "0:00:00", 0, "HANG", "0:00:00", 0, ""),  # left before the line
    ("PS", "1999-01-03", "7:21:00", "7:21:06", 5, "PHANTOM", "0:00:00", 0, ""),
    ("TT", "1999-01-03", "7:22:00", "7:22:06", 5, "AGENT", "7:22:11", 50, "agent01"),  # call-back by the bank
    ("AA", "1999-01-03", "7:23:00", "7:23:06", 5, "HANG", "0:00:00", 0, ""),  # a test
    ("PS", "1999-01-05", "7:23:00", "7:23:06", 5, "HANG", "0:00:00", 0, ""),  # after the last day asked for
)


def write_log(folder: Path, rows=ROWS) -> None:
    lines = [HEADER]
    for kind, day, came, joined, wait, outcome, start, service, agent in rows:
        lines.append(f"l,1,,0,{kind},{day},{came},,0,{joined},,{wait},{outcome},{start},,{service},{agent}")
    (folder / "1999-01.csv.gz").write_bytes(gzip.compress("\n".join(lines).encode()))


def test_only_calls_that_asked_for_an_agent_are_read(tmp_path):
    write_log(tmp_path)
    calls = read_calls(tmp_path, date(1999, 1, 1), date(1999, 1, 4))
    assert calls["topic"].tolist() == ["regular", "new", "stock"]
    assert calls["weekday"].tolist() == [0, 0, 1]
    assert calls["answered"].tolist() == [True, False, True]
    assert calls["arrived"].tolist() == [25205, 25800, 86390]
    assert calls["wait"].tolist() == [0, 20, 9]
    assert calls["queued"].tolist() == [0, 25806, 86396]
    assert calls["customer"].tolist() == ["", "", ""]
    assert calls["priority"].tolist() == [0, 0, 0]
    assert calls["started"].tolist() == [25215, 0, 5]
    assert calls["service"].tolist() == [60, 0, 30]
    assert calls["agent"].tolist() == ["agent01", "", "agent02"]


def test_missing_months_are_named(tmp_path):
    write_log(tmp_path)
    with pytest.raises(LogError, match=r"has no 1999-02\.csv\.gz, 1999-03\.csv\.gz"):
        read_calls(tmp_path, date(1999, 1, 1), date(1999, 3, 31))


NO_LOGS = {
    "empty": b"",
    "not gzip": b"not gzip",
    "other columns": gzip.compress(b"type,date\nPS,1999-01-01\n"),
}


@pytest.mark.parametrize("content", NO_LOGS.values(), ids=NO_LOGS)
def test_a_file_that_cannot_be_read_is_said_so(tmp_path, content):
    (tmp_path / "1999-01.csv.gz").write_bytes(content)
    with pytest.raises(LogError, match="cannot be read"):
        read_calls(tmp_path, date(1999, 1, 1), date(1999, 1, 31))
