"""Flask's JSON by inkjet: ``app.json = InkjetProvider(app)``."""

from __future__ import annotations

import dataclasses
import datetime
import decimal
import json
import typing as t
import uuid

from flask import has_request_context, stream_with_context
from flask.json.provider import JSONProvider
from werkzeug.http import http_date

from . import _inkjet
from . import loads as _loads


def indent_option(width: int) -> int:
    """Returns the option for an indentation of any width, up to 255 spaces; 9 stands for a tab."""
    if not 0 <= width <= 255:
        raise ValueError("an indentation is 0 to 255 wide")
    return width << 16


class InkjetProvider(JSONProvider):
    """Flask's JSON, written by inkjet. The attributes may be set on the class, an instance, or a subclass."""

    sort_keys = False
    """Whether dicts are sorted by their keys. Flask's own provider does; here it is chosen, as it costs time."""

    compact: bool | None = None
    """Whether responses are on one line. None: unless the application is in debug mode."""

    indent = 2
    """The width of an indentation, in spaces; 9 stands for a tab."""

    mimetype = "application/json"
    """The type of responses."""

    trailing_newline = True
    """Whether responses end with a line feed, as Flask's do."""

    chunk_size = 64 * 1024
    """The size of the chunks that `stream` sends, in bytes."""

    ensure_ascii = False
    """Whether all that is not ASCII is escaped. Flask's own provider does it; UTF-8 is shorter."""

    http_dates = False
    """Whether dates and datetimes are written as in HTTP headers (RFC 822), as Flask's are: "Wed, 25 Nov 2026 ...".
    Otherwise by RFC 3339: "2026-11-25T09:30:00+00:00"."""

    option = _inkjet.OPT_NON_STR_KEYS | _inkjet.OPT_SERIALIZE_NUMPY
    """Options of `inkjet.dumps` that always apply."""

    @staticmethod
    def default(o: t.Any) -> t.Any:
        """Is called for what has no JSON form; returns something that has, or raises TypeError."""
        if isinstance(o, decimal.Decimal):
            return str(o)
        if hasattr(o, "__html__"):
            return str(o.__html__())
        if isinstance(o, (datetime.date, datetime.time)):
            return o.isoformat()
        if isinstance(o, uuid.UUID):
            return str(o)
        if dataclasses.is_dataclass(o) and not isinstance(o, type):
            return {field.name: getattr(o, field.name) for field in dataclasses.fields(o)}
        if isinstance(o, tuple):
            return list(o)
        if isinstance(o, float):
            return float(o)
        raise TypeError(f"Object of type {type(o).__name__} is not JSON serializable")

    def _write(self, obj: t.Any, **kwargs: t.Any) -> bytes:
        return _inkjet.dumps(obj, *self._choice(**kwargs))

    def _choice(
        self,
        *,
        default: t.Callable[[t.Any], t.Any] | None = None,
        option: int = 0,
        sort_keys: bool | None = None,
        ensure_ascii: bool | None = None,
        html_safe: bool = False,
        indent: int | str | None = None,
        separators: tuple[str, str] | None = None,
    ) -> tuple[t.Callable[[t.Any], t.Any], int]:
        """Returns the function and the options that the module's functions are called with."""
        option |= self.option
        if self.sort_keys if sort_keys is None else sort_keys:
            option |= _inkjet.OPT_SORT_KEYS
        if self.ensure_ascii if ensure_ascii is None else ensure_ascii:
            option |= _inkjet.OPT_ASCII
        if html_safe:
            option |= _inkjet.OPT_HTML_SAFE
        if indent is not None:
            option |= indent_option(9 if indent == "\t" else len(indent) if isinstance(indent, str) else indent)
        if separators is not None and tuple(s.strip() for s in separators) != (",", ":"):
            raise TypeError("inkjet writes no other separators than ',' and ':'")
        default = default or self.default
        if self.http_dates:
            option |= _inkjet.OPT_PASSTHROUGH_DATETIME
            default = _http_dates_before(default)
        return default, option

    def dumps(self, obj: t.Any, **kwargs: t.Any) -> str:
        """Returns obj as JSON text. Takes of `json.dumps`'s arguments default, sort_keys, ensure_ascii, indent and
        separators, and besides html_safe and option; any other is a TypeError."""
        return self._write(obj, **kwargs).decode()

    def dump(self, obj: t.Any, fp: t.IO, **kwargs: t.Any) -> None:
        """Writes obj as JSON to a file, of text or of bytes."""
        data = self._write(obj, **kwargs)
        if hasattr(fp, "encoding") or isinstance(getattr(fp, "mode", "b"), str) and "b" not in getattr(fp, "mode", "b"):
            fp.write(data.decode())
            return
        try:
            fp.write(data)
        except TypeError:  # a file of text that doesn't say so
            fp.write(data.decode())

    def loads(self, s: str | bytes, **kwargs: t.Any) -> t.Any:
        """Returns what the JSON in s says. With arguments, it is `json.loads` that reads."""
        return json.loads(s, **kwargs) if kwargs else _loads(s)

    def response(self, *args: t.Any, **kwargs: t.Any):
        """Returns a response of one value, of several as an array, or of named ones as an object."""
        data = self._write(self._prepare_response_obj(args, kwargs), option=self._layout())
        return self._app.response_class(data, mimetype=self.mimetype)

    def stream(self, *args: t.Any, **kwargs: t.Any):
        """Returns the response that `response` does, but one that is written while it is sent, in chunks of
        `chunk_size`: generators and other iterators in it are arrays, read as far as the client has come, and find
        the request's context. What has no JSON form breaks the response off, as its status has been sent by then.
        """
        chunks = _inkjet.dump_chunks(
            self._prepare_response_obj(args, kwargs), self.chunk_size, *self._choice(option=self._layout())
        )
        if has_request_context():
            chunks = stream_with_context(chunks)
        return self._app.response_class(chunks, mimetype=self.mimetype)

    def _layout(self) -> int:
        option = _inkjet.OPT_APPEND_NEWLINE if self.trailing_newline else 0
        if (self._app.debug if self.compact is None else not self.compact):
            option |= indent_option(self.indent)
        return option


def _http_dates_before(default):
    def with_http_dates(o):
        if isinstance(o, datetime.date):
            return http_date(o)
        if isinstance(o, datetime.time):
            return o.isoformat()
        return default(o)

    return with_http_dates
