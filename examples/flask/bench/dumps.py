"""dumps against the others that are installed: orjson, msgspec, ujson and json, in turns, the best of many rounds.

usage: dumps.py [--seconds S] [--peers a,b] [WORKLOAD...]
environment: INKJET_CORPUS is a folder with twitter.json, citm_catalog.json, canada.json, github.json (those that are
there are measured)

A row says how long inkjet takes and how many times as long each other one; below are the geometric means.
"""

import argparse
import dataclasses
import datetime as dt
import importlib
import json
import math
import os
import random
import time
import uuid
from pathlib import Path

import inkjet


@dataclasses.dataclass
class Row:
    id: int
    name: str
    email: str
    score: float
    active: bool
    tags: list


@dataclasses.dataclass(slots=True)
class SlottedRow:
    id: int
    name: str
    email: str
    score: float
    active: bool
    tags: list


def rows(make):
    pick = random.Random(7)
    return [
        make(
            id=i,
            name="".join(pick.choices("abcdefghij ", k=pick.randrange(5, 25))),
            email=f"user{i}@example.org",
            score=pick.random() * 100,
            active=pick.random() < 0.5,
            tags=[f"t{pick.randrange(100)}" for _ in range(pick.randrange(4))],
        )
        for i in range(10_000)
    ]


def workloads():
    """Names, a function that makes the value, and the option that is needed."""
    corpus = Path(os.environ.get("INKJET_CORPUS", "corpus"))
    for name in ("twitter", "citm_catalog", "canada", "github"):
        path = corpus / f"{name}.json"
        if path.exists():
            yield name, lambda path=path: json.loads(path.read_text("utf-8")), 0
    yield "10,000 dicts", lambda: rows(dict), 0
    yield "10,000 dataclasses", lambda: rows(Row), 0
    yield "10,000 slotted dataclasses", lambda: rows(SlottedRow), 0
    yield "small dict", lambda: {"id": 1, "name": "Zoë", "tags": ["a", "b"], "ok": True, "score": 1.5}, 0
    start = dt.datetime(2026, 11, 25, 9, 30, tzinfo=dt.timezone.utc)
    yield "10,000 datetimes, UTC", lambda: [start + dt.timedelta(seconds=i * 1.37) for i in range(10_000)], 0
    naive = start.replace(tzinfo=None)
    yield "10,000 datetimes, naive", lambda: [naive + dt.timedelta(seconds=i * 1.37) for i in range(10_000)], 0
    yield "10,000 UUIDs", lambda: [uuid.UUID(int=random.Random(i).getrandbits(128)) for i in range(10_000)], 0
    yield "list of 100,000 floats", lambda: [random.Random(i).random() for i in range(100_000)], 0
    yield "list of 100,000 ints", lambda: [i * 7919 % 100_003 for i in range(100_000)], 0
    yield "list of 100,000 strs", lambda: [f"string number {i}" for i in range(100_000)], 0
    try:
        import numpy as np
    except ImportError:
        return
    make = np.random.default_rng(7)
    n = inkjet.OPT_SERIALIZE_NUMPY
    yield "numpy float64 1000x1000", lambda: make.random((1000, 1000)), n
    yield "numpy float32 1000x1000", lambda: make.random((1000, 1000), dtype="f4"), n
    yield "numpy int64 1000x1000", lambda: make.integers(-(2**62), 2**62, (1000, 1000)), n
    yield "numpy int32 1000x1000", lambda: make.integers(0, 100_000, (1000, 1000), dtype="i4"), n
    yield "numpy bool 1000x1000", lambda: make.random((1000, 1000)) < 0.5, n


def functions(names):
    """Functions of a value and an option that return its JSON; those that can't write a value raise."""
    found = {"inkjet": lambda value, option: inkjet.dumps(value, option=option)}
    for name in names:
        try:
            module = importlib.import_module("msgspec.json" if name == "msgspec" else name)
        except ImportError:
            continue
        if name == "orjson":
            found[name] = lambda value, option, f=module.dumps: f(value, option=option)
        elif name == "msgspec":
            found[name] = lambda value, option, f=module.Encoder().encode: f(value)
        elif name == "ujson":
            found[name] = lambda value, option, f=module.dumps: f(value, ensure_ascii=False).encode()
        else:
            found[name] = lambda value, option, f=module.dumps: f(
                value, ensure_ascii=False, separators=(",", ":")
            ).encode()
    return found


def measure(value, option, dumps, seconds):
    best = dict.fromkeys(dumps, math.inf)
    for name in list(dumps):
        try:
            dumps[name](value, option)
        except (TypeError, ValueError, OverflowError):
            del best[name]
    begin = time.perf_counter()
    rounds = 0
    repeat = {}
    shuffle = random.Random(7)
    while rounds < 5 or time.perf_counter() - begin < seconds:
        # In another order each time: who comes after one that has gone through the same objects finds them in the
        # processor's cache.
        for name in shuffle.sample(list(best), len(best)):
            times = repeat.get(name, 1)
            write = dumps[name]
            started = time.perf_counter()
            for _ in range(times):
                write(value, option)
            took = (time.perf_counter() - started) / times
            repeat[name] = max(1, min(10_000, round(0.003 / took)))
            best[name] = min(best[name], took)
        rounds += 1
    return best


def main():
    arguments = argparse.ArgumentParser(usage=__doc__)
    arguments.add_argument("--seconds", type=float, default=2)
    arguments.add_argument("--peers", default="orjson,msgspec,ujson,json")
    arguments.add_argument("workloads", nargs="*")
    chosen = arguments.parse_args()
    dumps = functions(chosen.peers.split(","))
    peers = [name for name in dumps if name != "inkjet"]
    print("| workload | size | inkjet | " + " | ".join(peers) + " |")
    print("|---|---|---|" + "---|" * len(peers))
    logs = {name: [] for name in peers}
    for name, make, option in workloads():
        if chosen.workloads and not any(part in name for part in chosen.workloads):
            continue
        value = make()
        best = measure(value, option, dumps, chosen.seconds)
        ours = best["inkjet"]
        cells = []
        for peer in peers:
            if peer in best:
                logs[peer].append(math.log(best[peer] / ours))
                cells.append(f"{best[peer] / ours:.2f}x")
            else:
                cells.append("")
        size = len(inkjet.dumps(value, option=option))
        print(f"| {name} | {size:,} | {ours * 1e6:,.1f} µs | " + " | ".join(cells) + " |", flush=True)
    means = [f"{math.exp(sum(log) / len(log)):.2f}x" if log else "" for log in logs.values()]
    print("| geometric mean | | | " + " | ".join(means) + " |")


if __name__ == "__main__":
    main()
