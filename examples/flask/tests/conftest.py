import pytest

try:
    import orjson
except ImportError:
    orjson = None


@pytest.fixture
def same_as_orjson():
    """Checks that orjson says the same, where it is installed: the same bytes or the same message of refusal."""

    def check(value, ours, default=None, option=None):
        if orjson is None:
            return
        try:
            given = {} if default is None else {"default": default}
            theirs = orjson.dumps(value, option=option, **given)
        except orjson.JSONEncodeError as error:
            theirs = str(error).replace("orjson.", "inkjet.")
        assert ours == theirs

    return check
