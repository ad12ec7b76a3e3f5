"""Starts the application with each provider, requests /users, and prints what came back and how fast."""

import http.client
import importlib.util
import json
import statistics
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
PROVIDERS = [name for name in ("default", "orjson", "inkjet") if name == "default" or importlib.util.find_spec(name)]
ROUNDS = 15


def start(provider):
    process = subprocess.Popen([sys.executable, HERE / "app.py", provider], stdout=subprocess.PIPE, text=True)
    return process, int(process.stdout.readline())


def request(connection):
    begin = time.perf_counter()
    connection.request("GET", "/users")
    response = connection.getresponse()
    body = response.read()
    took = time.perf_counter() - begin
    assert response.status == 200 and response.headers["Content-Type"] == "application/json"
    return body, took


def main():
    servers = {provider: start(provider) for provider in PROVIDERS}
    try:
        connections = {p: http.client.HTTPConnection("127.0.0.1", port) for p, (_, port) in servers.items()}
        times, bodies = {p: [] for p in servers}, {}
        for _ in range(ROUNDS):  # in turns, so that what else the machine does befalls all of them
            for provider, connection in connections.items():
                bodies[provider], took = request(connection)
                times[provider].append(took)
    finally:
        for process, _ in servers.values():
            process.terminate()
            process.wait()

    users = {p: json.loads(body)["users"] for p, body in bodies.items()}
    slowest = statistics.median(times["default"])
    print(f"GET /users: {len(users['default'])} dataclasses; median of {ROUNDS} requests over HTTP")
    for provider in servers:
        took = statistics.median(times[provider])
        same = [u["id"] for u in users[provider]] == [u["id"] for u in users["default"]]
        print(
            f"{provider:8} {len(bodies[provider]):9,} bytes {took * 1e3:8.2f} ms   {slowest / took:5.1f} times the default"
            + ("" if same else "   OTHER USERS")
        )
    if "orjson" in bodies:
        print("inkjet and orjson:", "the same bytes" if bodies["orjson"] == bodies["inkjet"] else "DIFFERENT bytes")


if __name__ == "__main__":
    main()
