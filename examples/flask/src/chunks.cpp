#include "chunks.hpp"

#include "arguments.hpp"
#include "chunk_state.hpp"
#include "dump.hpp"

#include <new>
#include <utility>

namespace inkjet_python {

namespace {

// An iterator over chunks.
struct chunks_object {
    PyObject_HEAD chunk_state* state; // null when there are no more
    bool running;                     // Python code may be called while a chunk is made
};
PyTypeObject* chunks_type;

chunks_object& chunks_of(PyObject* self) { return *reinterpret_cast<chunks_object*>(self); }

// What is dropped may run Python code, which finds an iterator at its end.
void end(chunks_object& chunks) {
    chunk_state* const state = std::exchange(chunks.state, nullptr);
    if (state == nullptr) return;
    PyObject *type, *value, *trace;
    PyErr_Fetch(&type, &value, &trace);
    state->~chunk_state();
    PyMem_Free(state);
    PyErr_Restore(type, value, trace);
}

bool refuse_while_running(const chunks_object& chunks) {
    if (chunks.running) PyErr_SetString(PyExc_ValueError, "dump_chunks is already writing a chunk");
    return chunks.running;
}

PyObject* next_of(PyObject* self) {
    chunks_object& chunks = chunks_of(self);
    if (chunks.state == nullptr || refuse_while_running(chunks)) return nullptr;
    chunks.running = true;
    PyObject* const made = chosen_traversal->next_chunk(*chunks.state);
    chunks.running = false;
    if (made == nullptr || chunks.state->is_over()) end(chunks);
    return made;
}

PyObject* close(PyObject* self, PyObject*) {
    if (refuse_while_running(chunks_of(self))) return nullptr;
    end(chunks_of(self));
    Py_RETURN_NONE;
}

int visit(PyObject* self, visitproc visit, void* arg) {
    Py_VISIT(Py_TYPE(self));
    chunk_state* const state = chunks_of(self).state;
    return state != nullptr ? state->traverse(visit, arg) : 0;
}

int clear(PyObject* self) {
    end(chunks_of(self));
    return 0;
}

void destroy(PyObject* self) {
    PyTypeObject* const type = Py_TYPE(self);
    PyObject_GC_UnTrack(self);
    end(chunks_of(self));
    type->tp_free(self);
    Py_DECREF(type);
}

PyMethodDef chunks_methods[] = {
    {"close", &close, METH_NOARGS,
     "close($self, /)\n--\n\nEnds the iterator: there are no more chunks, and what it held is let go."},
    {nullptr, nullptr, 0, nullptr},
};

PyType_Slot chunks_slots[] = {
    {Py_tp_doc, const_cast<char*>("Iterates over the chunks of JSON that dump_chunks makes.")},
    {Py_tp_iter, reinterpret_cast<void*>(&PyObject_SelfIter)},
    {Py_tp_iternext, reinterpret_cast<void*>(&next_of)},
    {Py_tp_traverse, reinterpret_cast<void*>(&visit)},
    {Py_tp_clear, reinterpret_cast<void*>(&clear)},
    {Py_tp_dealloc, reinterpret_cast<void*>(&destroy)},
    {Py_tp_methods, chunks_methods},
    {0, nullptr},
};
PyType_Spec chunks_spec = {"inkjet.Chunks", sizeof(chunks_object), 0,
                           Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_DISALLOW_INSTANTIATION,
                           chunks_slots};

constexpr Py_ssize_t usual_size = 64 * 1024;

// Returns -1 with an exception set for what is no size.
Py_ssize_t read_size(PyObject* object) {
    const Py_ssize_t size = PyNumber_AsSsize_t(object, PyExc_OverflowError);
    if (size == -1 && PyErr_Occurred() != nullptr) return -1;
    if (size >= 1 && size <= PY_SSIZE_T_MAX / 4) return size;
    PyErr_SetString(PyExc_ValueError, "size is not the size of a chunk: at least 1");
    return -1;
}

} // namespace

const char dump_chunks_doc[] = "dump_chunks(obj, size=65536, /, default=None, option=None)\n--\n\n"
                               "Returns an iterator over obj as JSON, in bytes of the given size; the last "
                               "may be shorter. Containers are\n"
                               "gone through as chunks are asked for, and iterators may stand for lists. "
                               "JSONEncodeError, raised by the\n"
                               "chunk that it is found in, ends the iterator; so does its close().";

PyObject* dump_chunks(PyObject*, PyObject* const* args, Py_ssize_t count, PyObject* names) {
    choice chosen;
    if (!read_choice({"dump_chunks", args, count, names}, 1, 2, chosen)) return nullptr;
    const Py_ssize_t size = count > 1 ? read_size(args[1]) : usual_size;
    if (size < 0) return nullptr;
    void* const place = PyMem_Malloc(sizeof(chunk_state));
    auto* const made = place != nullptr ? PyObject_GC_New(chunks_object, chunks_type) : nullptr;
    if (made == nullptr) {
        PyMem_Free(place);
        return PyErr_NoMemory();
    }
    made->running = false;
    made->state =
        ::new (place) chunk_state(args[0], chosen.fallback, chosen.flags, static_cast<std::size_t>(size));
    PyObject_GC_Track(made);
    return reinterpret_cast<PyObject*>(made);
}

bool load_chunks() {
    if (chunks_type == nullptr) chunks_type = reinterpret_cast<PyTypeObject*>(PyType_FromSpec(&chunks_spec));
    return chunks_type != nullptr;
}

} // namespace inkjet_python
