import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.scenario import WeekTable
from sim.scenario.problems import TableError
from sim.scenario.week_table import read_week_table
from tests.scenario.asserting import exact

HEADER = "from,Sun,Mon,Tue,Wed,Thu,Fri,Sat\n"


def table(text, whole=False):
    return read_week_table(text, "t.csv", "t.csv", whole)


def problems(text, whole=False):
    with pytest.raises(TableError) as caught:
        table(text, whole)
    return [(p.line, p.column, p.message) for p in caught.value.problems]


def test_a_row_holds_until_the_next_and_the_last_until_midnight():
    read = table(HEADER + "07:00,1,2,3,4,5,6,7\n22:00,0,0,0,0,0,0,1\n")
    assert read.starts == (420, 1320)
    levels = read.levels(60)
    assert [len(day) for day in levels] == [24] * 7
    assert levels[0] == [0] * 7 + [1] * 15 + [0] * 2
    assert levels[6] == [0] * 7 + [7] * 15 + [1] * 2


def test_volumes_spread_evenly_over_the_rows_span():
    volumes = table(HEADER + "07:00,15,0,0,0,0,0,0\n22:00,1,0,0,0,0,0,0\n").volumes(30)
    assert volumes[0] == pytest.approx([0] * 14 + [0.5] * 30 + [0.25] * 4)
    assert volumes[1] == [0] * 48


def test_rows_finer_than_intervals_add_up():
    volumes = table(
        HEADER + "00:00,1,0,0,0,0,0,0\n00:10,2,0,0,0,0,0,0\n00:45,3,0,0,0,0,0,0\n01:00,0,0,0,0,0,0,0\n"
    )
    assert volumes.volumes(30)[0][:3] == pytest.approx([1 + 2 * 20 / 35, 2 * 15 / 35 + 3, 0])


@exact
@given(
    st.lists(st.integers(0, 1439), min_size=1, max_size=9, unique=True).map(sorted),
    st.sampled_from([5, 15, 30, 60, 240]),
    st.data(),
)
def test_volumes_are_conserved(starts, interval, data):
    figures = data.draw(st.lists(st.floats(0, 1000), min_size=len(starts), max_size=len(starts)))
    week = WeekTable("t", tuple(starts), tuple((figure,) * 7 for figure in figures))
    assert sum(week.volumes(interval)[3]) == pytest.approx(sum(figures), abs=1e-9)


def test_semicolons_notes_blank_lines_any_order_of_days_and_a_byte_order_mark(tree):
    text = "# counted in May\n\nFrom; Mon;Sun;Tue;Wed;Thu;Fri;Sat\n# night\n00:00; 1;2;3;4;5;6;7\n"
    assert table(text).rows == ((2, 1, 3, 4, 5, 6, 7),)


def test_it_is_hashable_and_equal_by_content():
    text = HEADER + "07:00,1,2,3,4,5,6,7\n"
    assert table(text) == table(text)
    assert len({table(text), table(text)}) == 1


def test_every_bad_cell_is_told_with_its_line_and_column():
    found = problems(HEADER + "07:00,1,x,3,4,5,6,7\n06:00,1,2,-3,4,,6,7\n7,1,2,3,4,5,6,1.5.2\n")
    assert [(line, column) for line, column, _ in found] == [
        (2, 9),
        (3, 1),
        (3, 11),
        (3, 16),
        (4, 1),
        (4, 15),
    ]
    assert found[0][2] == "x is not a number from 0 up"
    assert "does not come after 07:00" in found[1][2]
    assert found[3][2] == "the cell is empty"


def test_nothing_begins_at_midnights_end():
    assert problems(HEADER + "24:00,1,1,1,1,1,1,1\n") == [(2, 1, "nothing begins at 24:00")]


def test_rows_of_another_length():
    assert problems(HEADER + "07:00,1,2\n") == [(2, 1, "3 cells where the header has 8")]


@pytest.mark.parametrize(
    ("header", "message"),
    [
        ("from,Sun,Mon,Tue,Wed,Thu,Fri\n", "the header has no Sat"),
        ("from,Sun,Mon,Tue,Wed,Thu,Fri,Say\n", "no column is called Say"),
        ("from,Sun,Mon,Tue,Wed,Thu,Fri,Sat,Sun\n", "the column Sun stands twice"),
        ("07:00,1,2,3,4,5,6,7\n", "no column is called 07:00"),
    ],
)
def test_bad_headers(header, message):
    assert message in [
        found for _, _, found in problems(header + "07:00" + ",1" * (header.count(",")) + "\n")
    ]


@pytest.mark.parametrize("text", ["", "\n\n", "# only a note\n"])
def test_an_empty_table(text):
    assert problems(text) == [(1, 1, "the table is empty")]


def test_a_table_without_rows():
    assert problems(HEADER) == [(1, 1, "the table has a header and no rows")]


@pytest.mark.parametrize("cell", ["1e3", "inf", "nan", "1,5", "٣", "0x1", "1 000", "99999999999"])
def test_odd_numbers_are_refused(cell):
    assert problems(f"from;Sun;Mon;Tue;Wed;Thu;Fri;Sat\n07:00;{cell};1;1;1;1;1;1\n")


def test_seats_are_whole():
    text = HEADER + "07:00,1,2.5,3.0,4,5,6,7\n"
    assert problems(text, whole=True) == [(2, 9, "2.5 is not a whole number")]


@exact
@given(st.text(max_size=300))
def test_any_text_is_a_table_or_its_problems(text):
    with contextlib.suppress(TableError):
        assert table(text).rows
