"""Hidden numbers stay unknown: for every one there is another table that fits all that is published."""

import itertools

from hypothesis import example, given, settings
from hypothesis import strategies as st

from cases.figures import ALL, Cell, Table
from cases.small_cells import SMALLEST, hidden

COLUMNS = list("xyzstuvwr")
# Each column of what is drawn stands for a group.
TABLES = st.lists(
    st.lists(st.sampled_from([0, 0, 1, 2, 3, 4, 5, 6, 9, 20]), min_size=2, max_size=3), min_size=1, max_size=3
)


def table(*rows):
    """Rows of numbers, named 0, 1, 2 …; columns named x, y, z and more."""
    cells = {
        (number, column): Cell(value, value)
        for number, row in enumerate(rows)
        for column, value in zip(COLUMNS, row, strict=False)
        if value
    }
    totals = {number: Cell(sum(row), sum(row)) for number, row in enumerate(rows) if sum(row)}
    return Table(cells, totals)


def every_key(one):
    rows, columns = [*one.rows, ALL], [*sorted(one.columns()), ALL]
    return [(row, column) for row in rows for column in columns]


def published(one, secret):
    return {key: one.at(*key).value for key in every_key(one) if key not in secret}


def others(one, secret):
    """Tables that differ from this one by at most one in each hidden cell and publish the same numbers."""
    said = published(one, secret)
    moved = [key for key in one.cells if key in secret]
    for steps in itertools.product((-1, 0, 1), repeat=len(moved)):
        values = {key: cell.value for key, cell in one.cells.items()}
        values.update({key: values[key] + step for key, step in zip(moved, steps, strict=True)})
        if any(value < 1 for value in values.values()):
            continue
        rows = {row: sum(value for key, value in values.items() if key[0] == row) for row in one.rows}
        other = Table(
            {key: Cell(value, value) for key, value in values.items()},
            {row: Cell(value, value) for row, value in rows.items()},
        )
        if published(other, secret) == said:
            yield other


@settings(max_examples=80, deadline=None)
@given(TABLES)
def test_no_small_number_can_be_worked_out(rows):
    one = table(*rows)
    secret = hidden(one)
    small = [key for key in every_key(one) if 0 < one.at(*key).cases < SMALLEST]
    assert set(small) <= secret
    found = list(others(one, secret)) if small else []
    for key in small:
        assert len({other.at(*key).value for other in found}) > 1, (rows, key, secret)


@settings(max_examples=80, deadline=None)
@given(TABLES)
@example([[1, 1, 5], [1, 2, 2]])
def test_no_sum_of_hidden_numbers_is_small(rows):
    one = table(*rows)
    secret = hidden(one)
    lines = [[(row, column) for column in one.columns()] for row in [*one.rows, ALL]]
    lines += [[(row, column) for row in one.rows] for column in [*one.columns(), ALL]]
    totals = [(row, ALL) for row in [*one.rows, ALL]] + [(ALL, column) for column in [*one.columns(), ALL]]
    for line, total in zip(lines, totals, strict=True):
        covered = [one.at(*key).cases for key in line if key in secret]
        if covered and total not in secret:
            assert len(covered) > 1 and sum(covered) >= SMALLEST, (rows, line, secret)
            # Nothing is shown, so each hidden number is at least one: each could still be one, two, three or four.
            cells = [key for key in line if key in secret and ALL not in key]
            if len(cells) == len(covered):
                assert sum(covered) - len(covered) >= SMALLEST - 2, (rows, line, secret)


def test_a_total_that_leaves_its_hidden_parts_no_room_is_hidden_too():
    """Eight ones and a two, known to be ten, would be as good as told."""
    secret = hidden(table([2, *[1] * 8], [3] * 9))
    assert {(0, column) for column in COLUMNS} < secret
    assert (0, ALL) in secret


def test_hidden_totals_leave_room_above_what_their_parts_are_at_least():
    """Ten and nine, known to be nineteen: with nine hidden parts each neither could be less than nine."""
    secret = hidden(table([2, *[1] * 8], [1] * 9))
    assert {(0, ALL), (1, ALL), (ALL, ALL)} < secret


def test_a_total_that_leaves_room_stays():
    secret = hidden(table([2, 2, 2], [20, 20, 20]))
    assert {(0, column) for column in "xyz"} < secret and (0, ALL) not in secret


def test_large_numbers_and_nothing_are_shown():
    assert hidden(table([7, 0], [5, 9])) == set()
    assert hidden(table()) == set()


def test_one_small_number_hides_a_second_in_its_row_and_column():
    secret = hidden(table([3, 8, 20], [6, 7, 30], [40, 50, 60]))
    assert (0, "x") in secret
    assert len(secret & {(0, "y"), (0, "z"), (0, ALL)}) == 1
    assert len(secret & {(1, "x"), (2, "x"), (ALL, "x")}) == 1


def test_a_single_small_group_hides_the_total_too():
    assert hidden(table([3, 0])) == {(0, "x"), (0, ALL), (ALL, "x"), (ALL, ALL)}


def test_six_dates_of_one_case_are_small():
    assert (0, "x") in hidden(
        Table({(0, "x"): Cell(6, 1), (1, "x"): Cell(9, 9)}, {0: Cell(6, 1), 1: Cell(9, 9)})
    )


def test_the_reader_s_own_group_is_exact_and_hides_nobody_else():
    one = table([3, 8], [2, 9], [40, 50])
    secret = hidden(one, exact={0})
    assert not any(row == 0 for row, _column in secret)
    assert (1, "x") in secret
    # What the reader can subtract, because it is known, must not be all that stands before the secret.
    assert (2, "x") in secret or (ALL, "x") in secret


def test_a_group_the_reader_can_count_elsewhere_hides_nothing_for_others():
    one = table([30, 8], [2, 9], [40, 50])
    secret = hidden(one, known={0})
    assert (1, "x") in secret and not any(row == 0 for row, _column in secret)
    assert (0, "x") in hidden(table([3, 8], [20, 9]), known={0})


def test_the_same_table_hides_the_same_cells_in_any_order():
    rows = {0: [5, 5, 2], 1: [5, 5, 5], 2: [5, 5, 5]}
    one = table(*rows.values())
    turned = Table(dict(reversed(one.cells.items())), dict(reversed(one.rows.items())))
    assert hidden(one) == hidden(turned)
