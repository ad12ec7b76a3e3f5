"""An application whose views, but for /export, know nothing of inkjet; one line chooses who writes its JSON.

usage: app.py default | orjson | inkjet      serves on a free port, which it prints
"""

import atexit
import contextlib
import functools
import os
import sqlite3
import sys
import tempfile
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from uuid import UUID

from flask import Flask, jsonify
from flask.json.provider import DefaultJSONProvider, JSONProvider


@dataclass
class User:
    id: int
    name: str
    email: str
    token: UUID
    joined: datetime
    score: float
    active: bool
    tags: list[str]


START = datetime(2026, 11, 25, 9, 30, tzinfo=timezone.utc)
USERS = [
    User(
        id=i,
        name=f"Zoë {i}",
        email=f"user{i}@example.org",
        token=UUID(int=i * 0x9E3779B97F4A7C15F39CC0605CEDC834 % 2**128),
        joined=START + timedelta(seconds=i),
        score=i / 7,
        active=i % 3 != 0,
        tags=["admin", "staff"] if i % 10 == 0 else [],
    )
    for i in range(5_000)
]

# Rows as a database hands them out.
ROWS = [
    {"id": u.id, "name": u.name, "email": u.email, "score": u.score, "active": u.active, "tags": u.tags} for u in USERS
]


@functools.cache
def table():
    """100,000 rows, made when they are asked for first."""
    return [{**row, "id": i, "name": f"Zoë {i}"} for i, row in enumerate(ROWS * 20)]


@functools.cache
def database():
    """The path of a database with the same 100,000 rows, made when it is asked for first."""
    handle, path = tempfile.mkstemp(suffix=".db")
    os.close(handle)
    atexit.register(os.unlink, path)
    with contextlib.closing(sqlite3.connect(path)) as made, made:
        made.execute("CREATE TABLE rows (id INTEGER PRIMARY KEY, name TEXT, email TEXT, score REAL, active INTEGER)")
        made.executemany(
            "INSERT INTO rows VALUES (?, ?, ?, ?, ?)",
            ((i, f"Zoë {i}", f"user{i}@example.org", i / 7, i % 3 != 0) for i in range(100_000)),
        )
    return path


def rows_of_database():
    """The rows as the database hands them out, one at a time."""
    with contextlib.closing(sqlite3.connect(database())) as opened:
        cursor = opened.execute("SELECT * FROM rows")
        names = [column[0] for column in cursor.description]
        for row in cursor:
            yield dict(zip(names, row))


class OrjsonProvider(JSONProvider):
    """As one writes it by hand: bytes go straight into the response."""

    def dumps(self, obj, **kwargs):
        import orjson

        return orjson.dumps(obj, option=orjson.OPT_NON_STR_KEYS).decode()

    def loads(self, s, **kwargs):
        import orjson

        return orjson.loads(s)

    def response(self, *args, **kwargs):
        import orjson

        data = orjson.dumps(
            self._prepare_response_obj(args, kwargs), option=orjson.OPT_NON_STR_KEYS | orjson.OPT_APPEND_NEWLINE
        )
        return self._app.response_class(data, mimetype="application/json")


def create_app(provider="inkjet"):
    app = Flask(__name__)
    if provider == "inkjet":
        from inkjet.flask import InkjetProvider

        app.json = InkjetProvider(app)
    elif provider == "orjson":
        app.json = OrjsonProvider(app)
    else:
        app.json = DefaultJSONProvider(app)

    @app.get("/users")
    def users():
        return jsonify(users=USERS, count=len(USERS))

    @app.get("/rows")
    def rows():
        return jsonify(ROWS)

    @app.get("/table")
    def whole_table():
        return jsonify(table())

    @app.get("/table/size")
    def size_of_table():
        return jsonify(len(table()))

    @app.get("/export")
    def export():
        if provider == "inkjet":
            return app.json.stream(rows_of_database())  # as they come, while they are sent
        return jsonify(list(rows_of_database()))

    @app.get("/export/size")
    def size_of_export():
        return jsonify(os.path.getsize(database()))

    @app.get("/users/<int:user>")
    def one_user(user):
        return jsonify(USERS[user])

    return app


if __name__ == "__main__":
    from werkzeug.serving import WSGIRequestHandler, make_server

    WSGIRequestHandler.protocol_version = "HTTP/1.1"  # connections stay open
    WSGIRequestHandler.log_request = lambda *args: None
    server = make_server("127.0.0.1", 0, create_app(sys.argv[1]))
    print(server.server_port, flush=True)
    server.serve_forever()
