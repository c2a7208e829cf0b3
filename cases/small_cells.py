"""Which cells of a table stay hidden, so that no small one can be read or worked out from the others.

The numbers of a table flow: from a row's total into its cells, from cells into a column's total, from there into
the total of all, and round again. What flows into a point flows out of it. A hidden number can be worked out
exactly if no other flow fits what is published; it cannot, if round some loop of hidden numbers a part could be
moved. Numbers of nothing are shown: they say of nobody that something happened.

One more table that fits is not enough where a sum is known: nine hidden numbers that make ten are eight ones and a
two. So what is known of a sum must leave room for each hidden number to be one, two, three or four.
"""

from collections import defaultdict

from cases.figures import ALL

SMALLEST = 5
IN, OUT = "in", "out"
LEAST = 1  # a hidden number is at least this: that it is not nothing can be seen
ROOM = SMALLEST - 1 - LEAST  # by so much a hidden number could be larger: to be anything that is small


def hidden(table, exact=(), known=()):
    """Keys (row, column) to hide: cells and totals with fewer than five cases, and others that give them away.

    Rows in `exact` may be read by this reader as they are. Rows in `known` this reader can count elsewhere: their
    small cells are hidden too, but hide nothing else.
    """
    own = {key for key in table.cells if key[0] in known} | {(row, ALL) for row in table.rows if row in known}
    own = {key for key in own if key[0] not in exact and _is_small(table.at(*key))}
    return own | _hidden_among_strangers(table.without({*exact, *known}))


def _hidden_among_strangers(table):
    cells = {key: cell for key in _keys(table) if (cell := table.at(*key)).cases}
    kept = {key for key, cell in cells.items() if _is_small(cell)}
    loose = set()  # what is hidden in addition never pins again what could move before
    # One at a time: the next may not be needed then.
    while added := _next(kept, loose, cells):
        kept.add(added)
    return kept


def _next(kept, loose, cells):
    """The number to hide in addition: where a sum tells too much, else at a number that is pinned. None: enough."""
    flows_out, flows_in = _flows(kept)
    if telling := [point for point in {*flows_out, *flows_in} if _tells(point, flows_out, flows_in, cells)]:
        return _smallest_at({min(telling, key=str)}, kept, cells)
    pinned = {key for key in kept - loose if _is_pinned(key, flows_out, flows_in, cells)}
    loose |= kept - pinned
    if not pinned:
        return None
    point = min((_ends(key)[0] for key in pinned), key=str)
    return _smallest_at(_hangs_together(point, kept), kept, cells)


def _keys(table):
    yield from table.cells
    for row in table.rows:
        yield row, ALL
    for column in table.columns():
        yield ALL, column
    yield ALL, ALL


def _is_small(cell):
    return 0 < cell.cases < SMALLEST


def _ends(key):
    """The two points a number flows between."""
    row, column = key
    if row == ALL:
        return (OUT, IN) if column == ALL else (("column", column), OUT)
    return (IN, ("row", row)) if column == ALL else (("row", row), ("column", column))


def _flows(kept):
    """Hidden numbers by the point they come from, and by the one they go to."""
    flows_out, flows_in = defaultdict(list), defaultdict(list)
    for key in kept:
        tail, head = _ends(key)
        flows_out[tail].append(key)
        flows_in[head].append(key)
    return flows_out, flows_in


def _tells(point, flows_out, flows_in, cells):
    """True if the sum of the hidden numbers here is known, and small or hardly more than the least they can be."""
    if flows_out[point] and flows_in[point]:
        return False
    hidden_here = flows_out[point] or flows_in[point]
    if sum(cells[key].cases for key in hidden_here) < SMALLEST:
        return True
    kept = {key for keys in flows_out.values() for key in keys}
    return sum(cells[key].value - _least(key, kept, cells) for key in hidden_here) < ROOM


def _least(key, kept, cells):
    """The least a hidden number can be: a total holds what is shown of it, and something in each hidden cell."""
    row, column = key
    if ALL not in key:
        return LEAST
    parts = [cell for cell in cells if ALL not in cell and row in (ALL, cell[0]) and column in (ALL, cell[1])]
    return sum(LEAST if cell in kept else cells[cell].value for cell in parts)


def _is_pinned(key, flows_out, flows_in, cells):
    """True if no other numbers behind the hidden cells fit what is published."""
    tail, head = _ends(key)
    can_grow = _leads(head, tail, key, flows_out, flows_in, cells)
    can_shrink = cells[key].value > LEAST and _leads(tail, head, key, flows_out, flows_in, cells)
    return not (can_grow or can_shrink)


def _leads(start, goal, without, flows_out, flows_in, cells):
    """True if a part can be moved from point to point: hidden numbers grow, or shrink while enough is left."""
    seen, waiting = {start}, [start]
    while waiting:
        point = waiting.pop()
        if point == goal:
            return True
        onward = [_ends(key)[1] for key in flows_out[point] if key != without]
        onward += [_ends(key)[0] for key in flows_in[point] if key != without and cells[key].value > LEAST]
        waiting += [one for one in onward if one not in seen]
        seen.update(onward)
    return False


def _smallest_at(points, kept, cells):
    """The smallest published number that touches one of these points: mostly no total. None if there is none.

    Equal ones are told apart by their keys: another choice on another page would give both away.
    """
    open_keys = [key for key in cells if key not in kept and points & set(_ends(key))]
    return min(open_keys, key=lambda key: (cells[key].cases, key.count(ALL), str(key)), default=None)


def _hangs_together(point, kept):
    """Points that hidden numbers connect with this one."""
    beside = defaultdict(set)
    for key in kept:
        tail, head = _ends(key)
        beside[tail].add(head)
        beside[head].add(tail)
    near, waiting = {point}, [point]
    while waiting:
        onward = beside[waiting.pop()] - near
        near |= onward
        waiting += onward
    return near
