"""The application under gunicorn, one worker for each provider in turn: requests a second, the slowest hundredth, memory.

usage: serving.py [--seconds S]
"""

import argparse
import http.client
import importlib.util
import socket
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def peak_memory(process):
    """Of the children, the workers, in MB."""
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    peaks = []
    for child in children:
        for line in Path(f"/proc/{child}/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                peaks.append(int(line.split()[1]) / 1024)
    return max(peaks)


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
            self.size = len(response.read())
            self.times.append(time.perf_counter() - begin)

    def stop(self):
        memory = peak_memory(self.process)
        self.process.terminate()
        self.process.wait()
        return memory


def main():
    arguments = argparse.ArgumentParser(usage=__doc__)
    arguments.add_argument("--seconds", type=float, default=8)
    seconds = arguments.parse_args().seconds
    names = [n for n in ("default", "orjson", "inkjet") if n == "default" or importlib.util.find_spec(n)]
    print("| view | provider | bytes | requests a second | 99th percentile | peak memory of the worker |")
    print("|---|---|---|---|---|---|")
    for path in ("/rows", "/users"):
        servers = {name: Server(name, path) for name in names}
        try:
            for server in servers.values():
                server.request_for(0.5)
                server.times.clear()
            for _ in range(8):  # in turns
                for server in servers.values():
                    server.request_for(seconds / 8)
        finally:
            memory = {name: server.stop() for name, server in servers.items()}
        for name, server in servers.items():
            times = sorted(server.times)
            slow = times[int(len(times) * 0.99)] * 1e3
            rate = len(times) / sum(times)
            print(f"| {path} | {name} | {server.size:,} | {rate:.1f} | {slow:.1f} ms | {memory[name]:.0f} MB |")


if __name__ == "__main__":
    main()
