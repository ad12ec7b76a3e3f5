"""Tensors of DLPack and arrays of Arrow that are made by hand, well or badly, and count how often they are released."""

import ctypes as c

api = c.pythonapi
api.PyCapsule_New.restype = c.py_object
api.PyCapsule_New.argtypes = [c.c_void_p, c.c_char_p, c.c_void_p]
# In a destructor the capsule is no object any more that could be referred to: its address is passed.
api.PyCapsule_IsValid.argtypes = [c.c_void_p, c.c_char_p]
api.PyCapsule_GetPointer.restype = c.c_void_p
api.PyCapsule_GetPointer.argtypes = [c.c_void_p, c.c_char_p]
DESTRUCTOR = c.CFUNCTYPE(None, c.c_void_p)

_names = {}  # capsules refer to their names
_kept = []  # what makes capsules must outlive them, and garbage is collected in any order


def capsule(pointer, name, destructor=None):
    text = _names.setdefault(name, c.c_char_p(name))
    return api.PyCapsule_New(c.cast(pointer, c.c_void_p), text, c.cast(destructor, c.c_void_p) if destructor else None)


class DLTensor(c.Structure):
    _fields_ = [
        ("data", c.c_void_p),
        ("device_type", c.c_int32),
        ("device_id", c.c_int32),
        ("ndim", c.c_int32),
        ("code", c.c_uint8),
        ("bits", c.c_uint8),
        ("lanes", c.c_uint16),
        ("shape", c.POINTER(c.c_int64)),
        ("strides", c.POINTER(c.c_int64)),
        ("byte_offset", c.c_uint64),
    ]


DELETER = c.CFUNCTYPE(None, c.c_void_p)


class DLManagedTensor(c.Structure):
    name = b"dltensor"
    _fields_ = [("tensor", DLTensor), ("context", c.c_void_p), ("deleter", DELETER)]


class DLManagedTensorVersioned(c.Structure):
    name = b"dltensor_versioned"
    _fields_ = [
        ("major", c.c_uint32),
        ("minor", c.c_uint32),
        ("context", c.c_void_p),
        ("deleter", DELETER),
        ("flags", c.c_uint64),
        ("tensor", DLTensor),
    ]


INT, UINT, FLOAT, BFLOAT, COMPLEX, BOOL = 0, 1, 2, 4, 5, 6


class Tensor:
    """Exports bytes as a tensor; `deleted` counts calls of its deleter, `made` the capsules."""

    def __init__(
        self, memory, code, bits, shape, strides=None, byte_offset=0, device=1, lanes=1, major=None, name=None, **fields
    ):
        _kept.append(self)
        self.made = self.deleted = self.unused = 0
        self.memory = c.create_string_buffer(bytes(memory), max(len(memory), 1))
        self.shape = (c.c_int64 * len(shape))(*shape)
        self.strides = None if strides is None else (c.c_int64 * len(strides))(*strides)
        self.managed = DLManagedTensor() if major is None else DLManagedTensorVersioned(major=major)
        tensor = self.managed.tensor
        tensor.data = c.addressof(self.memory)
        tensor.device_type, tensor.device_id = device, 0
        tensor.ndim = len(shape)
        tensor.code, tensor.bits, tensor.lanes = code, bits, lanes
        tensor.shape = c.cast(self.shape, c.POINTER(c.c_int64))
        if strides is not None:
            tensor.strides = c.cast(self.strides, c.POINTER(c.c_int64))
        tensor.byte_offset = byte_offset
        for field, value in fields.items():
            setattr(tensor, field, value)
        self.name = self.managed.name if name is None else name
        self.managed.deleter = self.deleter = DELETER(self._delete)
        self.destructor = DESTRUCTOR(self._destroy)

    def _delete(self, pointer):
        assert pointer == c.addressof(self.managed)
        self.deleted += 1

    def _destroy(self, address):  # as the protocol wants it: of those that nobody has consumed
        if api.PyCapsule_IsValid(address, self.name):
            self.unused += 1
            self._delete(api.PyCapsule_GetPointer(address, self.name))

    def __dlpack__(self):
        self.made += 1
        return capsule(c.pointer(self.managed), self.name, self.destructor)


class ArrowSchema(c.Structure):
    pass


class ArrowArray(c.Structure):
    pass


class ArrowStream(c.Structure):
    pass


RELEASE = c.CFUNCTYPE(None, c.c_void_p)
NEXT = c.CFUNCTYPE(c.c_int, c.c_void_p, c.c_void_p)
LAST = c.CFUNCTYPE(c.c_void_p, c.c_void_p)

ArrowSchema._fields_ = [
    ("format", c.c_char_p),
    ("name", c.c_char_p),
    ("metadata", c.c_char_p),
    ("flags", c.c_int64),
    ("n_children", c.c_int64),
    ("children", c.POINTER(c.POINTER(ArrowSchema))),
    ("dictionary", c.POINTER(ArrowSchema)),
    ("release", c.c_void_p),
    ("context", c.c_void_p),
]
ArrowArray._fields_ = [
    ("length", c.c_int64),
    ("null_count", c.c_int64),
    ("offset", c.c_int64),
    ("n_buffers", c.c_int64),
    ("n_children", c.c_int64),
    ("buffers", c.POINTER(c.c_void_p)),
    ("children", c.POINTER(c.POINTER(ArrowArray))),
    ("dictionary", c.POINTER(ArrowArray)),
    ("release", c.c_void_p),
    ("context", c.c_void_p),
]
ArrowStream._fields_ = [
    ("get_schema", c.c_void_p),
    ("get_next", c.c_void_p),
    ("get_last_error", c.c_void_p),
    ("release", c.c_void_p),
    ("context", c.c_void_p),
]


class Part:
    """The type and the array of a column, and what they refer to."""

    def __init__(self, format, length=0, buffers=(), children=(), dictionary=None, name=b"", null_count=0, offset=0):
        self.kept = [children, dictionary]
        self.memory = [b if b is None else c.create_string_buffer(bytes(b), max(len(b), 1)) for b in buffers]
        pointers = (c.c_void_p * max(len(buffers), 1))(*(None if m is None else c.addressof(m) for m in self.memory))
        schemas = (c.POINTER(ArrowSchema) * len(children))(*(c.pointer(child.schema) for child in children))
        arrays = (c.POINTER(ArrowArray) * len(children))(*(c.pointer(child.array) for child in children))
        self.kept += [pointers, schemas, arrays]
        self.schema = ArrowSchema(format, name, None, 0, len(children), schemas)
        self.array = ArrowArray(length, null_count, offset, len(buffers), len(children), pointers, arrays)
        if dictionary is not None:
            self.schema.dictionary = c.pointer(dictionary.schema)
            self.array.dictionary = c.pointer(dictionary.array)


class Exported:
    """Exports a part as an array; `released` counts for the schema and the array how often it was released."""

    def __init__(self, part, schema_name=b"arrow_schema", array_name=b"arrow_array"):
        self.part = part
        self.names = schema_name, array_name
        self.released = [0, 0]
        self.kept = []
        _kept.append(self)

    def _make(self, kind, name, index):
        struct = type(kind).from_buffer_copy(kind)

        def release(address):
            self.released[index] += 1
            type(kind).from_address(address).release = None

        def destroy(address):
            if api.PyCapsule_IsValid(address, name) and struct.release:
                releaser(c.addressof(struct))

        releaser, destructor = RELEASE(release), DESTRUCTOR(destroy)
        struct.release = c.cast(releaser, c.c_void_p)
        self.kept += [struct, releaser, destructor]
        return capsule(c.pointer(struct), name, destructor)

    def __arrow_c_array__(self, requested_schema=None):
        return self._make(self.part.schema, self.names[0], 0), self._make(self.part.array, self.names[1], 1)


class Streamed:
    """Exports parts of one type as a stream, that fails with an error before the end if it is to. `released` counts for
    the schemas, arrays and the stream."""

    def __init__(self, parts, error=0, schema_error=0):
        self.parts, self.error, self.schema_error = parts, error, schema_error
        self.released = [0, 0, 0]
        self.last_error = c.create_string_buffer(b"no more \xff")
        self.kept = []
        _kept.append(self)

    def _releaser(self, kind, index):
        def release(address):
            self.released[index] += 1
            kind.from_address(address).release = None

        self.kept.append(RELEASE(release))
        return c.cast(self.kept[-1], c.c_void_p)

    def __arrow_c_stream__(self, requested_schema=None):
        left = iter(self.parts)

        def move(to, kind, value, index):
            made = kind.from_buffer_copy(value)
            made.release = self._releaser(kind, index)
            c.memmove(to, c.addressof(made), c.sizeof(kind))

        def get_schema(_, to):
            if self.schema_error == 0:
                move(to, ArrowSchema, self.parts[0].schema, 0)
            return self.schema_error

        def get_next(_, to):
            part = next(left, None)
            if part is not None:
                move(to, ArrowArray, part.array, 1)
                return 0
            c.memset(to, 0, c.sizeof(ArrowArray))
            return self.error

        def destroy(address):
            if stream.release:
                RELEASE(stream.release)(c.addressof(stream))

        calls = NEXT(get_schema), NEXT(get_next), LAST(lambda _: c.addressof(self.last_error)), DESTRUCTOR(destroy)
        stream = ArrowStream(*(c.cast(call, c.c_void_p) for call in calls[:3]), self._releaser(ArrowStream, 2))
        self.kept += [stream, *calls]
        return capsule(c.pointer(stream), b"arrow_array_stream", calls[3])
