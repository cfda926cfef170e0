"""Tables inside reports: one wrong cell is one finding, at the cell that mends the sums.

基本支出     | 329 | 83 | 412
工资福利     | 225 | 60 | 285
商品和服务   | 104 | 23 | 127
"""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.checks.tables import torn_cells
from core.forms.report import Table, TableRow

ADDEND = Decimal("0.005")
COLUMNS = ("budget", "added", "final")
RIGHT = ((329, 83, 412), (225, 60, 285), (104, 23, 127))


def table(*rows: tuple[object, ...]) -> Table:
    names = ("基本支出", "工资福利支出", "商品和服务支出", "其他支出", "资本性支出")
    return Table(
        rows=tuple(
            TableRow(
                label=name,
                **{
                    column: None if value is None else Decimal(str(value))
                    for column, value in zip(COLUMNS, row, strict=True)
                },
            )
            for name, row in zip(names, rows, strict=False)
        )
    )


def torn(made: Table) -> list[tuple[int, str, str]]:
    return [(cell.row, cell.column, str(cell.expected)) for cell in torn_cells(made, ADDEND)]


def test_a_right_table_is_silent() -> None:
    assert torn(table(*RIGHT)) == []


@pytest.mark.parametrize("row", range(3))
@pytest.mark.parametrize("column", range(3))
def test_one_wrong_cell_is_one_finding_there(row: int, column: int) -> None:
    rows = [list(values) for values in RIGHT]
    right = rows[row][column]
    rows[row][column] += 17
    assert torn(table(*map(tuple, rows))) == [(row, COLUMNS[column], str(right))]


def test_two_wrong_cells_are_two_findings() -> None:
    rows = [list(values) for values in RIGHT]
    rows[0][1] -= 17
    rows[2][2] += 5
    assert len(torn(table(*map(tuple, rows)))) == 2


def test_blank_cells_prove_nothing() -> None:
    assert torn(table((329, None, 329), (None, None, None), (104, None, 104))) == []
    assert torn(table((None, None, None), (1, 2, 3), (2, 2, 4))) == []


def test_a_row_without_its_final_is_not_added_up() -> None:
    assert torn(table((10, 5, None))) == []
    assert torn(table((None, 5, 10))) == []


def test_rows_that_are_no_parts_of_the_total_are_not_added_up() -> None:
    """The first row is one project among others: no column adds up, so nothing is said."""
    assert torn(table((10, 0, 10), (7, 0, 7), (5, 3, 8))) == []


def test_parts_of_parts_are_left_out() -> None:
    rows = (
        TableRow(label="支出合计", budget=Decimal(30), added=Decimal(0), final=Decimal(30)),
        TableRow(label="专项资金", budget=Decimal(30), added=Decimal(0), final=Decimal(30)),
        TableRow(label="其中：道路", budget=Decimal(20), added=Decimal(0), final=Decimal(20)),
    )
    assert torn(Table(rows=rows)) == []


def test_parts_of_parts_without_a_word_are_in_doubt() -> None:
    """三公 10 = 接待 5 + 用车 5, of which 购置 1 and 运行 4; nothing was spent on cars."""
    rows = ((10, None, 8), (5, None, 8), (5, None, 0), (1, None, 0), (4, None, 0))
    assert torn(table(*rows)) == []


def test_the_total_may_stand_last() -> None:
    rows = (
        TableRow(label="甲", budget=Decimal(3), added=Decimal(1), final=Decimal(4)),
        TableRow(label="乙", budget=Decimal(5), added=Decimal(0), final=Decimal(5)),
        TableRow(label="合计", budget=Decimal(8), added=Decimal(2), final=Decimal(9)),
    )
    assert torn(Table(rows=rows)) == [(2, "added", "1")]


def test_a_column_alone_may_fail() -> None:
    """Nothing was added, so the rows say nothing; the budget column adds up, the final does not."""
    rows = ((30, None, 35), (20, None, 22), (10, None, 11))
    assert torn(table(*rows)) == [(0, "final", "33")]


def test_two_columns_may_fail_in_one_row() -> None:
    rows = [list(values) for values in RIGHT]
    rows[0][0] += 5
    rows[0][2] += 5
    assert torn(table(*map(tuple, rows))) == [(0, "budget", "329"), (0, "final", "412")]


def test_a_rounding_gap_is_a_tail() -> None:
    (cell,) = torn_cells(table((329, 83, "412.01"), (225, 60, 285), (104, 23, 127)), ADDEND)
    assert cell.tail


cents = st.integers(min_value=100, max_value=90_000)


@settings(max_examples=50, deadline=None)
@given(
    st.lists(st.tuples(cents, cents), min_size=2, max_size=4),
    st.integers(0, 4),
    st.integers(0, 2),
    st.integers(50, 5_000),
)
def test_any_true_table_is_silent_and_any_slip_is_found(
    lines: list[tuple[int, int]], row: int, column: int, slip: int
) -> None:
    rows = [[a, b, a + b] for a, b in lines]
    rows.insert(0, [sum(values) for values in zip(*rows, strict=True)])
    made = table(*(tuple(Decimal(v) / 100 for v in values) for values in rows))
    assert torn(made) == []
    row %= len(rows)
    rows[row][column] += slip
    made = table(*(tuple(Decimal(v) / 100 for v in values) for values in rows))
    assert len(torn(made)) == 1


def test_a_row_and_a_column_that_miss_by_different_numbers_are_two_causes() -> None:
    """Row 1 misses by 9, the column of 决算 by 4: no single cell mends both."""
    rows = [list(values) for values in RIGHT]
    rows[1][1] += 9
    rows[0][1] += 9
    rows[0][2] += 9 + 4
    rows[0][0] += 4
    found = torn(table(*map(tuple, rows)))
    assert len(found) == len({(row, column) for row, column, _ in found}) > 1


@pytest.mark.parametrize(("cents", "tail"), [("0.01", True), ("0.015", True), ("0.02", False)])
def test_a_column_of_two_lines_may_miss_by_three_halves_of_a_cent(cents: str, tail: bool) -> None:
    rows = [list(map(Decimal, values)) for values in RIGHT]
    rows[0][0] += Decimal(cents)
    rows[0][2] += Decimal(cents)
    cells = list(torn_cells(table(*map(tuple, rows)), ADDEND))
    assert {cell.tail for cell in cells} == {tail}
