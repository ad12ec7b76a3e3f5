"""DLPack, under OPT_SERIALIZE_DLPACK: numpy's tensors, and ones that are made by hand."""

import gc
import json
import struct
import sys

import pytest

import inkjet
from capsules import BFLOAT, BOOL, COMPLEX, FLOAT, INT, UINT, Tensor
from checks import refusal_under

DLPACK = inkjet.OPT_SERIALIZE_DLPACK

refusal = refusal_under(DLPACK)


def written(tensor, option=DLPACK):
    text = inkjet.dumps(tensor, option=option)
    gc.collect()
    assert (tensor.made, tensor.deleted, tensor.unused) == (1, 1, 0)
    return text


def test_without_the_option():
    tensor = Tensor(b"\1", INT, 8, [1])
    assert str(refusal(tensor, option=0)) == "Type is not JSON serializable: Tensor"
    assert str(refusal(tensor, option=inkjet.OPT_SERIALIZE_NUMPY)) == "Type is not JSON serializable: Tensor"
    assert tensor.made == 0


@pytest.mark.parametrize("major", [None, 1])
@pytest.mark.parametrize(
    "code, bits, format, values",
    [
        (INT, 8, "b", [-128, 0, 127]),
        (INT, 16, "h", [-(2**15), 0, 2**15 - 1]),
        (INT, 32, "i", [-(2**31), 0, 2**31 - 1]),
        (INT, 64, "q", [-(2**63), 0, 2**63 - 1]),
        (UINT, 8, "B", [0, 1, 255]),
        (UINT, 16, "H", [0, 1, 2**16 - 1]),
        (UINT, 32, "I", [0, 1, 2**32 - 1]),
        (UINT, 64, "Q", [0, 1, 2**64 - 1]),
        (FLOAT, 16, "e", [0.5, -2.0, 1.0]),
        (FLOAT, 32, "f", [0.5, -2.0, 1e30]),
        (FLOAT, 64, "d", [0.1, -2.0, 1e300]),
        (BOOL, 8, "?", [True, False, True]),
    ],
)
def test_types(code, bits, format, values, major):
    data = struct.pack(f"={len(values)}{format}", *values)
    assert json.loads(written(Tensor(data, code, bits, [3], major=major))) == values
    two = values + values
    assert json.loads(written(Tensor(data * 2, code, bits, [2, 3], major=major))) == [values, values]
    transposed = Tensor(data * 2, code, bits, [3, 2], strides=[1, 3], major=major)
    assert json.loads(written(transposed)) == [[v, v] for v in values]
    backwards = Tensor(data, code, bits, [3], strides=[-1], byte_offset=2 * bits // 8, major=major)
    assert json.loads(written(backwards)) == values[::-1]
    assert json.loads(written(Tensor(b"?" + data * 2, code, bits, [6], byte_offset=1, major=major))) == two
    assert json.loads(written(Tensor(data, code, bits, [], byte_offset=bits // 8, major=major))) == values[1]
    assert written(Tensor(data, code, bits, [2, 0, 3], major=major)) == b"[[],[]]"
    assert written(Tensor(data, code, bits, [0], data=None, major=major)) == b"[]"


def test_bfloat16():
    halves = [struct.pack("f", x)[2:] if sys.byteorder == "little" else struct.pack("f", x)[:2] for x in (1.0, 0.5, -3.0, 256.0)]
    assert written(Tensor(b"".join(halves), BFLOAT, 16, [2, 2])) == b"[[1.0,0.5],[-3.0,256.0]]"


def test_bools_of_other_bytes():
    assert written(Tensor(bytes([0, 1, 2, 255]), BOOL, 8, [4])) == b"[false,true,true,true]"


def test_options():
    data = struct.pack("2q", 1, 2**60)
    strict = Tensor(data, INT, 64, [2])
    error = refusal({"a": strict}, option=DLPACK | inkjet.OPT_STRICT_INTEGER)
    assert str(error) == "Integer exceeds 53-bit range" and error.path == "$.a[1]" and strict.deleted == 1
    assert written(Tensor(data, INT, 64, [1, 1]), DLPACK | inkjet.OPT_INDENT_2) == b"[\n  [\n    1\n  ]\n]"


@pytest.mark.parametrize("major", [None, 1])
@pytest.mark.parametrize(
    "given, message",
    [
        (dict(device=2), "a tensor on a device: cuda (2)"),
        (dict(device=8), "a tensor on a device: metal (8)"),
        (dict(device=99), "a tensor on a device: unknown (99)"),
        (dict(device=-5), "a tensor on a device: unknown (-5)"),
        (dict(code=COMPLEX, bits=64), "unsupported datatype of a tensor: code 5, 64 bits, 1 lanes"),
        (dict(lanes=4), "unsupported datatype of a tensor: code 0, 8 bits, 4 lanes"),
        (dict(bits=4), "unsupported datatype of a tensor: code 0, 4 bits, 1 lanes"),
        (dict(ndim=-1), "an array of -1 dimensions"),
        (dict(ndim=65), "an array of 65 dimensions"),
        (dict(shape=[-1]), "an array with an extent below zero"),
        (dict(shape=None), "an array without a shape"),
        (dict(data=None), "an array without memory"),
    ],
)
def test_refused(given, message, major):
    given = {"code": INT, "bits": 8, "shape": [2], **given}
    data, shape = b"\1\2", given.pop("shape")
    fields = {key: given.pop(key) for key in ("ndim", "data") if key in given}
    tensor = Tensor(data, given.pop("code"), given.pop("bits"), shape or [2], major=major, **given)
    for field, value in fields.items():
        setattr(tensor.managed.tensor, field, value)
    if shape is None:
        tensor.managed.tensor.shape = None
    error = refusal(["x", tensor])
    assert str(error) == message and error.path == "$[1]" and error.__cause__ is None
    assert inkjet.dumps(tensor, default=lambda v: "no", option=DLPACK) == b'"no"'
    assert (tensor.made, tensor.deleted, tensor.unused) == (2, 2, 0)
    assert inkjet.dumps(tensor, default=lambda v: v.deleted, option=DLPACK) == b"3"  # before others are asked


def test_pinned_memory_is_read():
    for device in (3, 11):
        assert written(Tensor(b"\1", INT, 8, [1], device=device)) == b"[1]"


def test_other_versions():
    tensor = Tensor(b"\1", INT, 8, [1], major=2)
    assert str(refusal(tensor)) == "a tensor of version 2 of DLPack"
    assert (tensor.made, tensor.deleted, tensor.unused) == (1, 1, 0)


def test_without_a_deleter():
    tensor = Tensor(b"\1", INT, 8, [1])
    tensor.managed.deleter = type(tensor.managed.deleter)()
    assert inkjet.dumps(tensor, option=DLPACK) == b"[1]"


def test_other_names():
    for name in (b"used_dltensor", b"dltensor_unheard_of", b"arrow_array"):
        tensor = Tensor(b"\1", INT, 8, [1], name=name)
        assert str(refusal(tensor)) == f'__dlpack__ returned a capsule named "{name.decode()}"'
        assert tensor.made == tensor.unused == 1


def test_consumed_capsules():
    tensor = Tensor(b"\1\2", INT, 8, [2])

    class Same:
        made = tensor.__dlpack__()

        def __dlpack__(self):
            return self.made

    assert inkjet.dumps(Same(), option=DLPACK) == b"[1,2]"
    assert tensor.deleted == 1
    assert str(refusal(Same())) == '__dlpack__ returned a capsule named "used_dltensor"'
    assert tensor.deleted == 1


class Asked:
    """Returns what it is told, or raises it."""

    def __init__(self, result, device=(1, 0)):
        self.result, self.device, self.calls = result, device, []

    def answer(self, what):
        if isinstance(what, BaseException):
            raise what
        return what

    def __dlpack_device__(self):
        return self.answer(self.device)

    def __dlpack__(self, **given):
        self.calls.append(given)
        return self.answer(self.result)


def test_rubbish():
    for rubbish in (None, 5, "dltensor", object(), (1, 2)):
        assert str(refusal([Asked(rubbish)])) == "__dlpack__ returned no capsule"
    for device in (None, 1, (1,), (1, 2, 3), [1, 0]):
        assert str(refusal([Asked(1, device)])) == "__dlpack_device__ returned no pair"
    for device in (("x", 0), (2**80, 0), (None, 0)):
        error = refusal([Asked(1, device)])
        assert str(error) == "__dlpack_device__ returned no pair of numbers" and error.__cause__ is not None


def test_what_raises():
    for bad in (BufferError("no"), ValueError("no"), RuntimeError("no")):
        for asked, name in ((Asked(bad), "__dlpack__"), (Asked(1, bad), "__dlpack_device__")):
            error = refusal({"k": asked})
            assert str(error) == f"{name} failed" and error.__cause__ is bad and error.path == "$.k"
            assert inkjet.dumps([asked], default=lambda _: 1, option=DLPACK) == b"[1]"
    with pytest.raises(KeyboardInterrupt):
        inkjet.dumps(Asked(KeyboardInterrupt()), default=lambda _: 1, option=DLPACK)
    with pytest.raises(MemoryError):
        inkjet.dumps(Asked(MemoryError()), default=lambda _: 1, option=DLPACK)


def test_attributes_that_raise():
    class Raises:
        @property
        def __dlpack__(self):
            raise bad

    bad = RuntimeError("no")
    error = refusal(Raises())
    assert str(error) == "__dlpack__ failed" and error.__cause__ is bad
    bad = AttributeError("none")
    assert str(refusal(Raises())) == "Type is not JSON serializable: Raises"
    bad = KeyboardInterrupt()
    with pytest.raises(KeyboardInterrupt):
        inkjet.dumps(Raises(), default=lambda _: 1, option=DLPACK)


def test_what_is_asked_for():
    tensor = Tensor(b"\1", INT, 8, [1])
    asked = Asked(tensor.__dlpack__())
    assert inkjet.dumps(asked, option=DLPACK) == b"[1]" and asked.calls == [{"max_version": (1, 0)}]
    elsewhere = Asked(AssertionError("asked"), device=(2, 1))
    assert str(refusal(elsewhere)) == "a tensor on a device: cuda (2)" and elsewhere.calls == []


def test_classes_are_not_asked():
    assert str(refusal(Asked)) == "Type is not JSON serializable: type"


def test_numbers_in_runs():
    tensor = Tensor(bytes(range(100)), UINT, 8, [100])
    assert json.loads(written(tensor)) == list(range(100))


def test_references():
    tensors = [Tensor(b"\1", INT, 8, [1]), Tensor(b"\1", INT, 4, [1]), Asked(1), Asked(None)]
    before = [sys.getrefcount(t) for t in tensors]
    for _ in range(20):
        for tensor in tensors:
            try:
                inkjet.dumps([tensor, tensor], option=DLPACK)
            except inkjet.JSONEncodeError:
                pass
            inkjet.dumps([tensor], default=lambda _: None, option=DLPACK)
    del tensor
    gc.collect()
    assert [sys.getrefcount(t) for t in tensors] == before
    assert all(t.made == t.deleted and t.unused == 0 for t in tensors[:2])


def test_numpy():
    np = pytest.importorskip("numpy")
    if not hasattr(np.ndarray, "__dlpack__"):
        pytest.skip("no DLPack")
    random = np.random.default_rng(7)
    for dtype in ("int8", "uint16", "int32", "int64", "uint64", "float16", "float32", "float64", "bool"):
        base = (random.random((6, 7, 4)) * 200).astype(dtype)
        for view in (base, base.T, base[::2, ::-1], base[:, :, :2], base[:, 1], base[:0]):
            text = inkjet.dumps(view, option=inkjet.OPT_SERIALIZE_NUMPY)
            assert inkjet.dumps(view, option=DLPACK) == text
    before = sys.getrefcount(base)
    for _ in range(20):
        inkjet.dumps(base, option=DLPACK)
    assert sys.getrefcount(base) == before
    error = refusal(np.zeros(2, "c8"))
    assert str(error) == "unsupported datatype of a tensor: code 5, 64 bits, 1 lanes"
    if np.lib.NumpyVersion(np.__version__) >= "2.1.0":  # the one that knows of versions
        base.flags.writeable = False
        assert inkjet.dumps(base, option=DLPACK) == text or base.size
