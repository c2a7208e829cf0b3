"""Two ways of doing one thing, timed in turn, so that a slow minute of the machine slows both."""

import gc
from statistics import median
from time import perf_counter, process_time


def in_turn(rounds, **ways):
    """{name: median seconds}; each way is run once before it counts."""
    for way in ways.values():
        way()
    taken = {name: [] for name in ways}
    for _round in range(rounds):
        for name, way in ways.items():
            gc.collect()
            start = perf_counter()
            way()
            taken[name].append(perf_counter() - start)
    return {name: median(times) for name, times in taken.items()}


def seconds(work):
    start = perf_counter()
    work()
    return perf_counter() - start


def busy(rounds, work):
    """Median seconds of this process's own time, whatever else the machine does; run once before it counts."""
    work()
    taken = []
    for _round in range(rounds):
        gc.collect()
        start = process_time()
        work()
        taken.append(process_time() - start)
    return median(taken)
