// Reading by simdjson's tape, what it makes of a document. What it refuses is looked at again by Python's
// reader, which finds the place.
#include "load.hpp"

#include "load_text.hpp"
#include "reference.hpp"
#include "text.hpp"
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
        if (key.size() > longest || key.empty()) return make_text(key);
        PyObject*& place = places_[place_of(key)];
        if (place != nullptr && ascii_of(place).size() == key.size() &&
            is_same(ascii_of(place).data(), key.data(), key.size())) {
            Py_INCREF(place);
            return place;
        }
        PyObject* const made = make_text(key);
        if (made != nullptr && PyUnicode_IS_COMPACT_ASCII(made) && PyObject_Hash(made) != -1) {
            Py_INCREF(made);
            PyObject* const former = place;
            place = made;
            Py_XDECREF(former);
        }
        return made;
    }

  private:
    // Of at least one byte.
    static bool is_same(const char* a, const char* b, std::size_t n) noexcept {
        const auto differ = [&]<class Word>(Word, std::size_t i) {
            return word_at<Word>(a + i) ^ word_at<Word>(b + i);
        };
        if (n >= 8) {
            std::uint64_t difference = differ(std::uint64_t(), n - 8);
            for (std::size_t i = 0; i < n - 8; i += 8) difference |= differ(std::uint64_t(), i);
            return difference == 0;
        }
        if (n >= 4) return (differ(std::uint32_t(), 0) | differ(std::uint32_t(), n - 4)) == 0;
        return a[0] == b[0] && a[n / 2] == b[n / 2] && a[n - 1] == b[n - 1];
    }

    static constexpr unsigned place_bits = 11;

    // By the size and the first and last eight bytes.
    static std::size_t place_of(std::string_view key) noexcept {
        const char* const s = key.data();
        const std::size_t n = key.size();
        std::uint64_t head, tail;
        if (n >= 8) {
            head = word_at<std::uint64_t>(s);
            tail = word_at<std::uint64_t>(s + n - 8);
        } else if (n >= 4) {
            head = word_at<std::uint32_t>(s);
            tail = word_at<std::uint32_t>(s + n - 4);
        } else {
            head = static_cast<unsigned char>(s[0]);
            tail = static_cast<unsigned char>(s[n / 2]) | std::uint64_t{static_cast<unsigned char>(s[n - 1])}
                                                              << 8;
        }
        const std::uint64_t mixed = (head ^ (tail << 29 | tail >> 35) ^ key.size()) * 0x9E3779B97F4A7C15;
        return mixed >> (64 - place_bits);
    }

    PyObject* places_[std::size_t{1} << place_bits] = {};
};

key_cache keys;

// simdjson's tape: a word for each value, the kind of which stands in its highest byte; another one behind it
// for a number.
struct tape {
    const std::uint64_t* at;
    const std::uint8_t* texts;

    static constexpr unsigned kind_of(std::uint64_t word) noexcept {
        return static_cast<unsigned>(word >> 56);
    }

    // Of a text, whose word tells where it lies behind its size.
    std::string_view text(std::uint64_t word) const noexcept {
        const char* const begin = reinterpret_cast<const char*>(texts) + (word & 0xFFFFFFFFFFFFFF);
        return {begin + sizeof(std::uint32_t), word_at<std::uint32_t>(begin)};
    }
    template <class Number>
    Number number() noexcept {
        Number read;
        static_assert(sizeof read == sizeof *at);
        std::memcpy(&read, at++, sizeof read);
        return read;
    }
    // How many an array or object, whose word it is, holds.
    static constexpr std::size_t most_counted = 0xFFFFFF;
    static constexpr std::size_t count(std::uint64_t word) noexcept { return word >> 32 & most_counted; }
};

PyObject* make_list(tape& from, std::size_t size);
PyObject* make_dict(tape& from, std::size_t size);

// The shorter way to a number that most have, where `long` is as long.
PyObject* make_integer(std::int64_t number) {
    if constexpr (sizeof(long) == sizeof number)
        return PyLong_FromLong(static_cast<long>(number));
    else
        return PyLong_FromLongLong(number);
}

// A new object for the value that the tape has come to. A copy of this stands in each loop, so that types
// that follow one another are foreseen.
[[gnu::always_inline]] inline PyObject* make(tape& from) {
    const std::uint64_t word = *from.at++;
    const unsigned kind = tape::kind_of(word);
    if (kind == '"') return make_text(from.text(word));
    if (kind == 'l') return make_integer(from.number<std::int64_t>());
    switch (kind) {
    case '[':
        return make_list(from, tape::count(word));
    case '{':
        return make_dict(from, tape::count(word));
    case 'd':
        return PyFloat_FromDouble(from.number<double>());
    case 'u':
        return PyLong_FromUnsignedLongLong(from.number<std::uint64_t>());
    case 't':
        Py_RETURN_TRUE;
    case 'f':
        Py_RETURN_FALSE;
    case 'n':
        Py_RETURN_NONE;
    default:
        PyErr_SetString(PyExc_SystemError, "simdjson has read a value of an unknown kind");
        return nullptr;
    }
}

PyObject* make_long_list(tape& from) {
    reference list = reference::taken(PyList_New(0));
    while (tape::kind_of(*from.at) != ']') {
        const reference made = reference::taken(list ? make(from) : nullptr);
        if (!made || PyList_Append(list.get(), made.get()) != 0) return nullptr;
    }
    ++from.at;
    return list.release();
}

PyObject* make_list(tape& from, std::size_t size) {
    if (size == tape::most_counted) return make_long_list(from);
    reference list = reference::taken(PyList_New(static_cast<Py_ssize_t>(size)));
    if (!list) return nullptr;
    tape own = from; // whose place needs not be in memory
    for (std::size_t i = 0; i != size; ++i) {
        PyObject* const made = make(own);
        if (made == nullptr) return nullptr;
        PyList_SET_ITEM(list.get(), static_cast<Py_ssize_t>(i), made);
    }
    from.at = own.at + 1;
    return list.release();
}

PyObject* make_dict(tape& from, [[maybe_unused]] std::size_t size) {
#if PY_VERSION_HEX < 0x030D0000
    reference dict =
        reference::taken(size > 5 ? _PyDict_NewPresized(static_cast<Py_ssize_t>(size)) : PyDict_New());
#else
    reference dict = reference::taken(PyDict_New());
#endif
    if (!dict) return nullptr;
    while (tape::kind_of(*from.at) != '}') {
        const reference key = reference::taken(keys.find(from.text(*from.at++)));
        const reference value = reference::taken(key ? make(from) : nullptr);
        if (!value || PyDict_SetItem(dict.get(), key.get(), value.get()) != 0) return nullptr;
    }
    ++from.at;
    return dict.release();
}

// A parser and the memory that texts are copied into, as simdjson reads past their ends. One is kept, but not
// what a very large text has needed; a finalizer that reads while another one is at it has its own.
class reader {
  public:
    dom::parser parser;

    // The text where it lies, if what simdjson reads behind it is on its last page; else a copy. Null if
    // there is no memory.
    const char* padded(const char* from, std::size_t size) {
        constexpr std::uintptr_t page = 4096; // none is smaller
        const std::uintptr_t last = reinterpret_cast<std::uintptr_t>(from) + size - 1;
        return last % page < page - simdjson::SIMDJSON_PADDING ? from : copy(from, size);
    }

  private:
    const char* copy(const char* from, std::size_t size) {
        if (size + simdjson::SIMDJSON_PADDING > capacity_) {
            capacity_ = size + size / 4 + simdjson::SIMDJSON_PADDING;
            text_.reset(new (std::nothrow) char[capacity_]);
            if (!text_) capacity_ = 0;
        }
        if (!text_) return nullptr;
        std::memcpy(text_.get(), from, size);
        std::memset(text_.get() + size, ' ', simdjson::SIMDJSON_PADDING);
        return text_.get();
    }

    std::unique_ptr<char[]> text_;
    std::size_t capacity_ = 0;
};
std::unique_ptr<reader> idle_reader;
constexpr std::size_t largest_kept = 4 << 20;

// Python looks for garbage when many objects were made; among these there is none, as long as they are made.
// (From 3.12 on it waits by itself until its own code goes on.)
class collector_pause {
  public:
#if PY_VERSION_HEX < 0x030C0000
    collector_pause() noexcept : was_on_(PyGC_Disable() != 0) {}
    ~collector_pause() {
        if (was_on_) PyGC_Enable();
    }
#else
    collector_pause() noexcept {}
    ~collector_pause() {}
#endif
    collector_pause(const collector_pause&) = delete;
    collector_pause& operator=(const collector_pause&) = delete;

#if PY_VERSION_HEX < 0x030C0000
  private:
    bool was_on_;
#endif
};

PyObject* make_all(const dom::document& read) {
    const collector_pause paused;
    tape whole{read.tape.get() + 1, read.string_buf.get()}; // behind the word of the document itself
    return make(whole);
}

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
    const char* const padded = in && size != 0 ? in->padded(text, size) : nullptr;
    if (padded == nullptr) return size == 0 ? read_slowly(data) : PyErr_NoMemory();
    const simdjson::error_code error = in->parser.parse(padded, size, false).error();
    PyObject* made = nullptr;
    if (error == simdjson::MEMALLOC)
        PyErr_NoMemory();
    else if (error != simdjson::SUCCESS)
        made = read_slowly(data);
    else
        made = make_all(in->parser.doc);
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
