"""dumps and loads against the others that are installed: orjson, msgspec, ujson and json, in turns, the best of many rounds.

usage: dumps.py [--seconds S] [--peers a,b] [--json FILE] [WORKLOAD...]
environment: INKJET_CORPUS is a folder with twitter.json, citm_catalog.json, canada.json, github.json (those that are
there are measured)

A row says how long inkjet takes and how many times as long each other one; below are the geometric means. The second table
is of options, which only orjson has; the third of loads: the values are kept for a moment and lists made, so that Python's
collector of garbage gets its turn with them. FILE is what charts.py reads.
"""

import argparse
import dataclasses
import datetime as dt
import importlib
import json
import math
import os
import platform
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


SlottedRow = dataclasses.make_dataclass(
    "SlottedRow", [(each.name, each.type) for each in dataclasses.fields(Row)], slots=True
)


def machine():
    """In words: the processor, Python, the day."""
    model = "unknown processor"
    if os.path.exists("/proc/cpuinfo"):
        for line in Path("/proc/cpuinfo").read_text().splitlines():
            if line.startswith("model name"):
                model = line.split(":", 1)[1].strip()
                break
    return f"{model}, Python {platform.python_version()}, {dt.date.today().isoformat()}"


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


def options():
    """Names of a document and an option, and the option."""
    for name in ("OPT_SORT_KEYS", "OPT_INDENT_2", "OPT_NON_STR_KEYS"):
        for workload in ("twitter", "citm_catalog", "10,000 dicts", "small dict"):
            yield workload, name


def readers(names):
    """Functions of bytes that return the value."""
    found = {"inkjet": inkjet.loads}
    for name in names:
        try:
            module = importlib.import_module("msgspec.json" if name == "msgspec" else name)
        except ImportError:
            continue
        found[name] = module.Decoder().decode if name == "msgspec" else module.loads
    return found


def read_and_keep(load):
    def read(text, _):
        kept = load(text)
        lists = [[], [], []]
        return kept, lists

    return read


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


class Table:
    """Rows of one kind: printed, and kept for the file."""

    def __init__(self, title, peers, file):
        self.peers, self.rows = peers, []
        self.logs = {name: [] for name in peers}
        file[title] = self.rows
        print(f"\n| {title} | size | inkjet | " + " | ".join(peers) + " |")
        print("|---|---|---|" + "---|" * len(peers))

    def add(self, name, size, best):
        ours = best["inkjet"]
        cells = []
        for peer in self.peers:
            if peer in best:
                self.logs[peer].append(math.log(best[peer] / ours))
                cells.append(f"{best[peer] / ours:.2f}x")
            else:
                cells.append("")
        self.rows.append({"name": name, "size": size, "seconds": best})
        print(f"| {name} | {size:,} | {ours * 1e6:,.{1 if ours > 1e-6 else 2}f} µs | " + " | ".join(cells) + " |", flush=True)

    def end(self):
        means = [f"{math.exp(sum(log) / len(log)):.2f}x" if log else "" for log in self.logs.values()]
        print("| geometric mean | | | " + " | ".join(means) + " |")


def main():
    arguments = argparse.ArgumentParser(usage=__doc__)
    arguments.add_argument("--seconds", type=float, default=2)
    arguments.add_argument("--peers", default="orjson,msgspec,ujson,json")
    arguments.add_argument("--json", type=Path)
    arguments.add_argument("workloads", nargs="*")
    chosen = arguments.parse_args()
    wanted = [
        each for each in workloads() if not chosen.workloads or any(part in each[0] for part in chosen.workloads)
    ]
    makers = {name: make for name, make, _ in wanted}
    names = chosen.peers.split(",")
    file = {"machine": machine()}

    dumps = functions(names)
    table = Table("workload", [name for name in dumps if name != "inkjet"], file)
    for name, make, option in wanted:
        value = make()
        best = measure(value, option, dumps, chosen.seconds)
        table.add(name, len(inkjet.dumps(value, option=option)), best)
    table.end()

    if "orjson" in dumps:
        both = {name: dumps[name] for name in ("inkjet", "orjson")}
        table = Table("option", ["orjson"], file)
        for name, option in options():
            if name in makers:
                value, flag = makers[name](), getattr(inkjet, option)
                best = measure(value, flag, both, chosen.seconds / 2)
                table.add(f"{option}, {name}", len(inkjet.dumps(value, option=flag)), best)
        table.end()

    loads = {name: read_and_keep(load) for name, load in readers(names).items()}
    table = Table("loads", [name for name in loads if name != "inkjet"], file)
    for name, make, option in wanted:
        if option or not name.startswith(("twitter", "citm", "canada", "github", "10,000 dicts", "small", "list")):
            continue
        text = inkjet.dumps(make())
        table.add(name, len(text), measure(text, 0, loads, chosen.seconds / 2))
    table.end()
    if chosen.json:
        chosen.json.write_text(json.dumps(file, indent=1))


if __name__ == "__main__":
    main()
