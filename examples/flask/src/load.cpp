// Reading by simdjson's tree. What it refuses is looked at again by Python's reader, which finds the place.
#include "load.hpp"

#include "reference.hpp"
#include "types.hpp"

#include <simdjson.h>

#include <cstdint>
#include <cstring>
#include <memory>
#include <new>
#include <string_view>
#include <utility>

namespace inkjet_python {

const bool has_loads = true;

namespace {

namespace dom = simdjson::dom;

// Keys come again and again: short ones are kept, with their hash, at a place that their bytes tell.
class key_cache {
  public:
    static constexpr std::size_t longest = 64;

    // A new reference; null with an exception set.
    PyObject* find(std::string_view key) noexcept {
        if (key.size() > longest || key.empty()) return make(key);
        PyObject*& place = places_[place_of(key)];
        if (place != nullptr && PyUnicode_IS_COMPACT_ASCII(place) &&
            static_cast<std::size_t>(PyUnicode_GET_LENGTH(place)) == key.size() &&
            std::memcmp(PyUnicode_DATA(place), key.data(), key.size()) == 0) {
            Py_INCREF(place);
            return place;
        }
        PyObject* const made = make(key);
        if (made != nullptr && PyUnicode_IS_COMPACT_ASCII(made) && PyObject_Hash(made) != -1) {
            Py_INCREF(made);
            PyObject* const former = place;
            place = made;
            Py_XDECREF(former);
        }
        return made;
    }

    static PyObject* make(std::string_view text) noexcept {
        if (is_ascii(text)) {
            PyObject* const made = PyUnicode_New(static_cast<Py_ssize_t>(text.size()), 127);
            if (made != nullptr && !text.empty()) std::memcpy(PyUnicode_DATA(made), text.data(), text.size());
            return made;
        }
        return PyUnicode_DecodeUTF8(text.data(), static_cast<Py_ssize_t>(text.size()), nullptr);
    }

  private:
    static bool is_ascii(std::string_view text) noexcept {
        const char* at = text.data();
        std::size_t left = text.size();
        std::uint64_t all = 0, word;
        for (; left >= sizeof word; left -= sizeof word, at += sizeof word) {
            std::memcpy(&word, at, sizeof word);
            all |= word;
        }
        for (; left != 0; --left, ++at) all |= static_cast<unsigned char>(*at);
        return (all & 0x8080808080808080) == 0;
    }

    static constexpr unsigned place_bits = 11;

    // By the size and the first and last eight bytes.
    static std::size_t place_of(std::string_view key) noexcept {
        std::uint64_t head = 0, tail = 0;
        const std::size_t n = key.size() < 8 ? key.size() : 8;
        std::memcpy(&head, key.data(), n);
        std::memcpy(&tail, key.data() + key.size() - n, n);
        const std::uint64_t mixed = (head ^ (tail << 29 | tail >> 35) ^ key.size()) * 0x9E3779B97F4A7C15;
        return mixed >> (64 - place_bits);
    }

    PyObject* places_[std::size_t{1} << place_bits] = {};
};

key_cache keys;

PyObject* make(dom::element element);

PyObject* make_list(dom::array array) {
    constexpr std::size_t unknown = 0xFFFFFF; // simdjson counts no further
    const std::size_t size = array.size();
    if (size >= unknown) {
        reference list = reference::taken(PyList_New(0));
        for (const dom::element element : array) {
            const reference made = reference::taken(list ? make(element) : nullptr);
            if (!made || PyList_Append(list.get(), made.get()) != 0) return nullptr;
        }
        return list.release();
    }
    reference list = reference::taken(PyList_New(static_cast<Py_ssize_t>(size)));
    if (!list) return nullptr;
    Py_ssize_t index = 0;
    for (const dom::element element : array) {
        PyObject* const made = make(element);
        if (made == nullptr) return nullptr;
        PyList_SET_ITEM(list.get(), index++, made);
    }
    return list.release();
}

PyObject* make_dict(dom::object object) {
#if PY_VERSION_HEX < 0x030D0000
    reference dict = reference::taken(
        object.size() > 5 ? _PyDict_NewPresized(static_cast<Py_ssize_t>(object.size())) : PyDict_New());
#else
    reference dict = reference::taken(PyDict_New());
#endif
    if (!dict) return nullptr;
    for (const dom::key_value_pair member : object) {
        const reference key = reference::taken(keys.find(member.key));
        const reference value = reference::taken(key ? make(member.value) : nullptr);
        if (!value || PyDict_SetItem(dict.get(), key.get(), value.get()) != 0) return nullptr;
    }
    return dict.release();
}

PyObject* make(dom::element element) {
    switch (element.type()) {
    case dom::element_type::ARRAY:
        return make_list(element.get_array().value_unsafe());
    case dom::element_type::OBJECT:
        return make_dict(element.get_object().value_unsafe());
    case dom::element_type::STRING:
        return key_cache::make(element.get_string().value_unsafe());
    case dom::element_type::INT64:
        return PyLong_FromLongLong(element.get_int64().value_unsafe());
    case dom::element_type::UINT64:
        return PyLong_FromUnsignedLongLong(element.get_uint64().value_unsafe());
    case dom::element_type::DOUBLE:
        return PyFloat_FromDouble(element.get_double().value_unsafe());
    case dom::element_type::BOOL:
        return PyBool_FromLong(element.get_bool().value_unsafe());
    case dom::element_type::NULL_VALUE:
        break;
    }
    Py_RETURN_NONE;
}

// A parser and the memory that texts are copied into, as simdjson reads past their ends. One is kept, but not
// what a very large text has needed; a finalizer that reads while another one is at it has its own.
struct reader {
    dom::parser parser;
    std::unique_ptr<char[]> text;
    std::size_t capacity = 0;

    // Null if there is no memory.
    const char* copy(const char* from, std::size_t size) {
        if (size + simdjson::SIMDJSON_PADDING > capacity) {
            capacity = size + size / 4 + simdjson::SIMDJSON_PADDING;
            text.reset(new (std::nothrow) char[capacity]);
            if (!text) capacity = 0;
        }
        if (!text) return nullptr;
        std::memcpy(text.get(), from, size);
        std::memset(text.get() + size, ' ', simdjson::SIMDJSON_PADDING);
        return text.get();
    }
};
std::unique_ptr<reader> idle_reader;
constexpr std::size_t largest_kept = 4 << 20;

PyObject* refuse(const char* message) {
    const reference error =
        reference::taken(PyObject_CallFunction(types.decode_error, "ssi", message, "", 0));
    if (error) PyErr_SetObject(types.decode_error, error.get());
    return nullptr;
}

// Reads it again slowly: raises what is wrong, or returns what simdjson can't hold, ints beyond 64 bits.
PyObject* read_slowly(PyObject* data) {
    const reference module = reference::taken(PyImport_ImportModule("inkjet._slow_loads"));
    return module ? PyObject_CallMethod(module.get(), "loads", "O", data) : nullptr;
}

PyObject* read(const char* text, std::size_t size, PyObject* data) {
    std::unique_ptr<reader> in = std::move(idle_reader);
    if (!in) in.reset(new (std::nothrow) reader);
    const char* const padded = in && size != 0 ? in->copy(text, size) : nullptr;
    if (padded == nullptr) return size == 0 ? read_slowly(data) : PyErr_NoMemory();
    dom::element root;
    const simdjson::error_code error = in->parser.parse(padded, size, false).get(root);
    PyObject* made = nullptr;
    if (error == simdjson::MEMALLOC)
        PyErr_NoMemory();
    else if (error != simdjson::SUCCESS)
        made = read_slowly(data);
    else
        made = make(root);
    if (size <= largest_kept) idle_reader = std::move(in);
    return made;
}

} // namespace

PyObject* loads(PyObject*, PyObject* data) {
    if (PyBytes_Check(data))
        return read(PyBytes_AS_STRING(data), static_cast<std::size_t>(PyBytes_GET_SIZE(data)), data);
    if (PyUnicode_Check(data)) {
        Py_ssize_t size;
        const char* const text = PyUnicode_AsUTF8AndSize(data, &size);
        if (text != nullptr) return read(text, static_cast<std::size_t>(size), data);
        if (!PyErr_ExceptionMatches(PyExc_UnicodeEncodeError)) return nullptr;
        PyErr_Clear();
        return refuse("str is not valid UTF-8: surrogates not allowed");
    }
    if (!PyByteArray_Check(data) && !PyMemoryView_Check(data))
        return refuse("Input must be bytes, bytearray, memoryview, or str");
    Py_buffer view;
    if (PyObject_GetBuffer(data, &view, PyBUF_SIMPLE) != 0) {
        PyErr_Clear();
        return refuse("Input type memoryview must be a C contiguous buffer");
    }
    PyObject* const made = read(static_cast<const char*>(view.buf), static_cast<std::size_t>(view.len), data);
    PyBuffer_Release(&view);
    return made;
}

} // namespace inkjet_python
