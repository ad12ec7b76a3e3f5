"""The application under gunicorn, one worker for each provider in turn: requests a second, the slowest hundredth, memory.

usage: serving.py [--seconds S] [--json FILE]

The memory is the worker's at its peak, and in brackets what of it came with the answers: the peak less what the worker had
before the first, its data being made already. FILE is what charts.py reads.
"""

import argparse
import http.client
import importlib.util
import json
import socket
import subprocess
import sys
import time
from pathlib import Path

from dumps import machine

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def worker_of(process):
    """The worker's process number."""
    return int(Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()[0])


def memory(worker, field):
    """In MB: VmRSS is what it has, VmHWM the most that it has had."""
    for line in Path(f"/proc/{worker}/status").read_text().splitlines():
        if line.startswith(f"{field}:"):
            return int(line.split()[1]) / 1024


class Server:
    def __init__(self, provider, path):
        self.path = path
        self.port = free_port()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "--workers=1", "--worker-class=gthread", "--threads=1", "--log-level=error"]
            + [f"--bind=127.0.0.1:{self.port}", "--keep-alive=30", f"app:create_app('{provider}')"],
            cwd=ROOT,
        )
        for _ in range(100):
            try:
                self.connection = http.client.HTTPConnection("127.0.0.1", self.port)
                self.connection.connect()
                break
            except OSError:
                time.sleep(0.1)
        self.times = []

    def request_for(self, seconds):
        end = time.perf_counter() + seconds
        while (begin := time.perf_counter()) < end:
            self.connection.request("GET", self.path)
            response = self.connection.getresponse()
            self.size = 0
            while piece := response.read(1 << 20):
                self.size += len(piece)
            self.times.append(time.perf_counter() - begin)

    def settle(self):
        """Has the worker make its data, and notes what it has then."""
        first = {"/table": ("/table/size",), "/export": ("/export/size",)}
        for path in ("/users/0", *first.get(self.path, ())):
            self.connection.request("GET", path)
            self.connection.getresponse().read()
        self.worker = worker_of(self.process)
        Path(f"/proc/{self.worker}/clear_refs").write_text("5")  # the peak begins anew
        self.idle = memory(self.worker, "VmRSS")

    def stop(self):
        peak = memory(self.worker, "VmHWM")
        self.process.terminate()
        self.process.wait()
        return peak


def main():
    arguments = argparse.ArgumentParser(usage=__doc__)
    arguments.add_argument("--seconds", type=float, default=8)
    arguments.add_argument("--json", type=Path)
    chosen = arguments.parse_args()
    seconds = chosen.seconds
    names = [n for n in ("default", "orjson", "inkjet") if n == "default" or importlib.util.find_spec(n)]
    rows = []
    print("| view | provider | bytes | requests a second | 99th percentile | peak memory of the worker |")
    print("|---|---|---|---|---|---|")
    for path in ("/rows", "/users", "/table", "/export"):
        servers = {name: Server(name, path) for name in names}
        try:
            for server in servers.values():
                server.settle()
                server.request_for(0.5)
                server.times.clear()
            for _ in range(8):  # in turns
                for server in servers.values():
                    server.request_for(seconds / 8)
        finally:
            peaks = {name: server.stop() for name, server in servers.items()}
        for name, server in servers.items():
            times = sorted(server.times)
            slow = times[int(len(times) * 0.99)] * 1e3
            rate = len(times) / sum(times)
            peak = peaks[name]
            above = peak - server.idle
            rows.append(
                {"view": path, "provider": name, "bytes": server.size, "rate": rate, "slow": slow, "peak": peak, "above": above}
            )
            print(
                f"| {path} | {name} | {server.size:,} | {rate:.1f} | {slow:.1f} ms | {peak:.0f} MB ({above:.1f}) |", flush=True
            )
    if chosen.json:
        chosen.json.write_text(json.dumps({"machine": machine(), "serving": rows}, indent=1))


if __name__ == "__main__":
    main()
