"""The provider, in an application, by Flask's test client."""

import dataclasses
import datetime as dt
import decimal
import io
import json
import typing
import uuid

import pytest

import inkjet

flask = pytest.importorskip("flask")
from inkjet.flask import InkjetProvider  # noqa: E402


@dataclasses.dataclass
class User:
    id: int
    name: str


class Sub(User):
    pass


class Html:
    def __html__(self):
        return "<b>&</b>"


class Pair(typing.NamedTuple):
    a: int
    b: int


@pytest.fixture
def app():
    app = flask.Flask(__name__)
    app.json = InkjetProvider(app)
    return app


def answer(app, view):
    app.add_url_rule("/", view_func=view, endpoint=str(len(app.view_functions)))
    return app.test_client().get("/")


def test_jsonify(app):
    with app.app_context():
        assert flask.jsonify().data == b"null\n"
        assert flask.jsonify(None).data == b"null\n"
        assert flask.jsonify([1, 2]).data == b"[1,2]\n"
        assert flask.jsonify(1, "é").data == '[1,"é"]\n'.encode()
        assert flask.jsonify(a=1, b=[]).data == b'{"a":1,"b":[]}\n'
        with pytest.raises(TypeError):
            flask.jsonify(1, a=2)


def test_views(app):
    response = answer(app, lambda: {"user": User(1, "Zoë"), 5: [True]})
    assert response.data == '{"user":{"id":1,"name":"Zoë"},"5":[true]}\n'.encode()
    assert response.mimetype == "application/json" and response.content_length == len(response.data)
    assert response.get_json() == {"user": {"id": 1, "name": "Zoë"}, "5": [True]}


def test_views_of_lists(app):
    response = answer(app, lambda: [1, User(1, "x")])
    assert response.data == b'[1,{"id":1,"name":"x"}]\n'


def test_requests(app):
    app.add_url_rule("/", view_func=lambda: flask.jsonify(got=flask.request.get_json()), methods=["POST"])
    client = app.test_client()
    assert client.post("/", json={"a": dt.date(2026, 11, 25)}).get_json() == {"got": {"a": "2026-11-25"}}
    assert client.post("/", data=b"[1,", content_type="application/json").status_code == 400


def test_default(app):
    values = [
        (decimal.Decimal("1.50"), '"1.50"'),
        (uuid.UUID(int=1), '"00000000-0000-0000-0000-000000000001"'),
        (Html(), '"<b>&</b>"'),
        (User(1, "a"), '{"id":1,"name":"a"}'),
        (Sub(1, "a"), '{"id":1,"name":"a"}'),
        (Pair(1, 2), "[1,2]"),
        (dt.date(2026, 11, 25), '"2026-11-25"'),
        (dt.datetime(2026, 11, 25, 9, 30, tzinfo=dt.timezone.utc), '"2026-11-25T09:30:00+00:00"'),
        (dt.time(9, 30), '"09:30:00"'),
        (type("F", (float,), {})(1.5), "1.5"),
    ]
    for value, expected in values:
        assert app.json.dumps(value) == expected
    with pytest.raises(TypeError):
        app.json.dumps(object())


def test_default_of_the_application(app):
    def default(value):
        if isinstance(value, set):
            return sorted(value)
        return InkjetProvider.default(value)

    app.json.default = default
    with app.app_context():
        assert flask.jsonify({3, 1}).data == b"[1,3]\n"
        assert flask.jsonify(decimal.Decimal(2)).data == b'"2"\n'


def test_subclass():
    class Own(InkjetProvider):
        sort_keys = True
        mimetype = "application/vnd.api+json"
        trailing_newline = False

        @staticmethod
        def default(value):
            return repr(value)

    app = flask.Flask(__name__)
    app.json = Own(app)
    with app.app_context():
        response = flask.jsonify(b=1, a={2})
    assert response.data == b'{"a":"{2}","b":1}' and response.mimetype == "application/vnd.api+json"


def test_pretty(app):
    def data():
        with app.app_context():
            return flask.jsonify(a=[1]).data

    assert data() == b'{"a":[1]}\n'
    app.debug = True
    assert data() == b'{\n  "a": [\n    1\n  ]\n}\n'
    app.json.indent = 4
    assert data() == b'{\n    "a": [\n        1\n    ]\n}\n'
    app.json.compact = True
    assert data() == b'{"a":[1]}\n'
    app.debug, app.json.compact = False, False
    assert data().startswith(b"{\n")


def test_http_dates(app):
    """What Flask's own provider writes."""
    app.json.http_dates = True
    values = [dt.date(2026, 11, 25), dt.datetime(2026, 11, 25, 9, 30, tzinfo=dt.timezone.utc), dt.datetime(2026, 1, 1)]
    own = flask.json.provider.DefaultJSONProvider(app)
    assert app.json.loads(app.json.dumps(values)) == own.loads(own.dumps(values))
    assert app.json.dumps(values[0]) == '"Wed, 25 Nov 2026 00:00:00 GMT"'


def test_arguments_of_dumps(app):
    assert app.json.dumps({"b": 1, "a": "é"}, sort_keys=True, ensure_ascii=True) == '{"a":"\\u00e9","b":1}'
    assert app.json.dumps([1], indent=1, separators=(",", ": ")) == "[\n 1\n]"
    assert app.json.dumps([1], indent="\t") == "[\n\t1\n]"
    assert app.json.dumps({1}, default=list) == "[1]"
    assert app.json.dumps("<", html_safe=True) == '"\\u003c"'
    with pytest.raises(TypeError):
        app.json.dumps([1], separators=("; ", ":"))
    with pytest.raises(TypeError):
        app.json.dumps([1], cls=json.JSONEncoder)


def test_files(app, tmp_path):
    text, data = io.StringIO(), io.BytesIO()
    app.json.dump(["é"], text)
    app.json.dump(["é"], data)
    assert text.getvalue() == '["é"]' and data.getvalue() == '["é"]'.encode()
    for mode in ("w", "wb"):
        with open(tmp_path / "x", mode, **({} if "b" in mode else {"encoding": "utf-8"})) as file:
            app.json.dump(["é"], file)
        with open(tmp_path / "x", "rb") as file:
            assert app.json.load(file) == ["é"]


def test_loads(app):
    assert app.json.loads('{"a":1.5}') == {"a": 1.5}
    assert app.json.loads("[1.5]", parse_float=decimal.Decimal) == [decimal.Decimal("1.5")]
    with pytest.raises(ValueError):
        app.json.loads("[NaN]")


def test_templates(app):
    with app.app_context():
        written = flask.render_template_string("{{ v|tojson }}", v={"a": "</script>'&"})
    assert written == '{"a":"\\u003c/script\\u003e\\u0027\\u0026"}'


def test_sessions(app):
    app.secret_key = "x"

    @app.get("/set")
    def set_it():
        flask.session["a"] = {"b": [1, (2, 3)], "when": dt.datetime(2026, 11, 25, tzinfo=dt.timezone.utc)}
        return "", 204

    @app.get("/get")
    def get_it():
        return flask.jsonify(flask.session["a"]["b"], isinstance(flask.session["a"]["b"][1], tuple))

    client = app.test_client()
    client.get("/set")
    assert client.get("/get").data == b"[[1,[2,3]],true]\n"


def test_numpy(app):
    np = pytest.importorskip("numpy")
    assert app.json.dumps({"a": np.arange(3), "b": np.float32(0.5)}) == '{"a":[0,1,2],"b":0.5}'


def test_as_the_default_provider(app):
    """Views stay as they are: what Flask's own provider writes reads back as the same."""
    values = {"a": [1, 2.5, None, True], "é": {"nested": ["x", "\n"]}, 3: decimal.Decimal("1.5"), "t": (1, 2)}
    own = flask.json.provider.DefaultJSONProvider(app)
    own.sort_keys = False
    assert json.loads(app.json.dumps(values)) == json.loads(own.dumps(values))


# Responses that are written while they are sent.


def test_stream(app):
    app.add_url_rule("/", view_func=lambda: app.json.stream(rows=({"id": i} for i in range(3)), total=3))
    response = app.test_client().get("/")
    assert response.data == b'{"rows":[{"id":0},{"id":1},{"id":2}],"total":3}\n'
    assert response.mimetype == "application/json" and response.get_json()["total"] == 3
    with app.app_context():
        assert app.json.stream().data == b"null\n"
        assert app.json.stream(1, iter("ab")).data == b'[1,["a","b"]]\n'
        assert app.json.stream(iter([User(1, "a"), decimal.Decimal("1.5")])).data == b'[{"id":1,"name":"a"},"1.5"]\n'
        with pytest.raises(TypeError):
            app.json.stream(1, a=2)
        app.json.compact, app.json.sort_keys = False, True
        assert app.json.stream(b=iter([1]), a=2).data == b'{\n  "a": 2,\n  "b": [\n    1\n  ]\n}\n'


def test_stream_is_read_as_it_is_sent(app):
    read, closed = [], []

    def rows():
        try:
            for i in range(1000):
                read.append(i)
                yield {"id": i, "path": flask.request.path}
        finally:
            closed.append(True)

    app.json.chunk_size = 100
    app.add_url_rule("/rows", view_func=lambda: app.json.stream(rows()))
    whole = app.test_client().get("/rows")
    assert whole.get_json() == [{"id": i, "path": "/rows"} for i in range(1000)] and closed == [True]
    read.clear(), closed.clear()
    response = app.test_client().get("/rows", buffered=False)
    chunks = response.iter_encoded()
    assert len(next(chunks)) == len(next(chunks)) == 100 and len(read) < 20 and not closed
    response.close()
    assert closed == [True] and len(read) < 20


def test_stream_that_breaks_off(app):
    def rows():
        yield from range(1000)
        yield object()

    app.json.chunk_size = 100
    app.testing = True
    app.add_url_rule("/", view_func=lambda: app.json.stream(rows()))
    chunks = app.test_client().get("/", buffered=False).iter_encoded()
    assert next(chunks).startswith(b"[0,1,2,")
    with pytest.raises(inkjet.JSONEncodeError) as caught:
        b"".join(chunks)
    assert caught.value.path == "$[1000]"


def test_stream_is_what_response_is(app):
    values = {"user": User(1, "Zoë"), 5: [True], "d": dt.date(2026, 11, 25), "u": uuid.UUID(int=1), "l": list(range(5000))}
    for app.json.http_dates in (False, True):
        for app.json.compact in (False, True):
            with app.app_context():
                assert app.json.stream(values).data == app.json.response(values).data
