"""JSON by inkjet's C++ writer: orjson's interface, and Flask's provider.

``import inkjet as orjson`` is a drop-in. ``inkjet.flask.InkjetProvider`` (also ``inkjet.InkjetProvider``) is for
``app.json = InkjetProvider(app)``.
"""

from . import _inkjet
from ._inkjet import *  # noqa: F403
from ._inkjet import Fragment, JSONDecodeError, JSONEncodeError, dump_chunks, dump_into, dumps

__version__ = "0.1.0"

if _inkjet.HAS_LOADS:
    from ._inkjet import loads
else:  # built without simdjson
    from ._slow_loads import loads

__all__ = (
    "__version__",
    "dumps",
    "dump_chunks",
    "dump_into",
    "loads",
    "Fragment",
    "JSONDecodeError",
    "JSONEncodeError",
    *(name for name in dir(_inkjet) if name.startswith("OPT_")),
)


def __getattr__(name):
    if name == "InkjetProvider":  # only who asks for it needs Flask
        from .flask import InkjetProvider

        return InkjetProvider
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
