#include "columns.hpp"

#include <inkjet/text/utf8.hpp>

#include "flags.hpp"
#include "reference.hpp"

#include <algorithm>
#include <new>

namespace inkjet_python {

namespace {

// How many columns there are in one of this type; 0 if it is none, or nests deeper than JSON may.
std::size_t count_columns(const arrow_schema* schema, unsigned depth) noexcept {
    if (schema == nullptr || schema->format == nullptr || depth == 0 || schema->child_count < 0) return 0;
    std::size_t all = 1;
    for (std::int64_t i = 0; i < schema->child_count; ++i) {
        const std::size_t some =
            schema->children == nullptr ? 0 : count_columns(schema->children[i], depth - 1);
        if (some == 0) return 0;
        all += some;
    }
    if (schema->dictionary == nullptr) return all;
    const std::size_t some = count_columns(schema->dictionary, depth - 1);
    return some == 0 ? 0 : all + some;
}

struct simple_type {
    const char* format;
    column::kind is;
    element of;
    inkjet::datetime_unit unit = {};
};
constexpr simple_type simple_types[] = {
    {"n", column::kind::nothing, element::none},
    {"b", column::kind::boolean, element::boolean},
    {"c", column::kind::number, element::int8},
    {"C", column::kind::number, element::uint8},
    {"s", column::kind::number, element::int16},
    {"S", column::kind::number, element::uint16},
    {"i", column::kind::number, element::int32},
    {"I", column::kind::number, element::uint32},
    {"l", column::kind::number, element::int64},
    {"L", column::kind::number, element::uint64},
    {"e", column::kind::number, element::float16},
    {"f", column::kind::number, element::float32},
    {"g", column::kind::number, element::float64},
    {"u", column::kind::text, element::int32},
    {"U", column::kind::text, element::int64},
    {"vu", column::kind::viewed_text, element::none},
    {"+l", column::kind::list, element::int32},
    {"+L", column::kind::list, element::int64},
    {"+s", column::kind::object, element::none},
    {"tdD", column::kind::date, element::int32},
    {"tdm", column::kind::long_date, element::int64, inkjet::datetime_unit::millisecond},
    {"tts", column::kind::time, element::int32, inkjet::datetime_unit::second},
    {"ttm", column::kind::time, element::int32, inkjet::datetime_unit::millisecond},
    {"ttu", column::kind::time, element::int64, inkjet::datetime_unit::microsecond},
    {"ttn", column::kind::time, element::int64, inkjet::datetime_unit::nanosecond},
    {"tss:", column::kind::timestamp, element::int64, inkjet::datetime_unit::second},
    {"tsm:", column::kind::timestamp, element::int64, inkjet::datetime_unit::millisecond},
    {"tsu:", column::kind::timestamp, element::int64, inkjet::datetime_unit::microsecond},
    {"tsn:", column::kind::timestamp, element::int64, inkjet::datetime_unit::nanosecond},
};

constexpr std::int64_t children_of(column::kind is) noexcept {
    return is == column::kind::list || is == column::kind::fixed_list ? 1 : 0;
}

// Buffers that an array has, the first of which tells which entries are valid.
constexpr std::int64_t buffers_of(column::kind is) noexcept {
    switch (is) {
    case column::kind::nothing:
        return 0;
    case column::kind::fixed_list:
    case column::kind::object:
        return 1;
    case column::kind::text:
    case column::kind::viewed_text: // and its pieces
        return 3;
    default:
        return 2;
    }
}

// Takes over the structure that a capsule of this name holds. Returns false if there is none.
template <class T>
bool move_from(PyObject* capsule, const char* name, T& to) {
    if (!PyCapsule_IsValid(capsule, name)) return false;
    T& from = *static_cast<T*>(PyCapsule_GetPointer(capsule, name));
    if (from.release == nullptr) return false;
    to = from;
    from.release = nullptr;
    return true;
}

template <class T>
void release(T& owned) {
    if (owned.release != nullptr) owned.release(&owned);
    owned.release = nullptr;
}

} // namespace

exported_columns::exported_columns(PyObject* make, bool is_stream, bool sorted, problem& why)
    : problem_(why) {
    const reference made = make != nullptr ? reference::taken(PyObject_CallNoArgs(make)) : reference();
    if (!made) {
        problem_.is(is_stream ? "__arrow_c_stream__ failed" : "__arrow_c_array__ failed");
        return;
    }
    well_ = take(made.get(), is_stream) && plan(sorted);
}

exported_columns::~exported_columns() {
    PyMem_Free(columns_);
    release(array_);
    release(stream_);
    release(schema_);
}

bool exported_columns::take(PyObject* made, bool is_stream) {
    if (is_stream) {
        if (!move_from(made, "arrow_array_stream", stream_))
            return problem_.is("__arrow_c_stream__ returned no capsule of a stream");
        if (const int error = stream_.get_schema(&stream_, &schema_); error != 0) {
            schema_.release = nullptr;
            const char* const why = stream_.get_last_error(&stream_);
            return problem_.is("a stream of Arrow failed: %s (%d)", why == nullptr ? "" : why, error);
        }
        return schema_.release != nullptr || problem_.is("a stream of Arrow without a type");
    }
    if (!PyTuple_Check(made) || PyTuple_GET_SIZE(made) != 2 ||
        !move_from(PyTuple_GET_ITEM(made, 0), "arrow_schema", schema_) ||
        !move_from(PyTuple_GET_ITEM(made, 1), "arrow_array", array_))
        return problem_.is("__arrow_c_array__ returned no pair of capsules of a schema and an array");
    return true;
}

bool exported_columns::plan(bool sorted) {
    const std::size_t count = count_columns(&schema_, depth_limit + 1);
    if (count == 0) return problem_.is("malformed type of Arrow");
    columns_ = static_cast<column*>(PyMem_Malloc(count * sizeof(column)));
    if (columns_ == nullptr) {
        PyErr_NoMemory();
        return problem_.is("no memory for the columns of Arrow");
    }
    for (std::size_t i = 0; i < count; ++i) ::new (columns_ + i) column;
    column* next = columns_ + 1;
    return fill(*columns_, schema_, next, sorted);
}

// `next` are columns that belong to none yet.
bool exported_columns::fill(column& to, const arrow_schema& from, column*& next, bool sorted) {
    if (!read_format(to, from.format)) return false;
    if (from.dictionary != nullptr) {
        const bool is_index = to.is == column::kind::number && to.of < element::float16;
        if (!is_index) return problem_.is("malformed type of Arrow: indices of type \"%s\"", from.format);
        to.is = column::kind::dictionary;
        to.child_count = 1;
        to.children = next++;
        return fill(*to.children, *from.dictionary, next, sorted);
    }
    if (to.is != column::kind::object && from.child_count != children_of(to.is))
        return problem_.is("malformed type of Arrow: \"%s\" of %lld others", from.format,
                           static_cast<long long>(from.child_count));
    to.child_count = from.child_count;
    to.children = next;
    next += from.child_count;
    for (std::int64_t i = 0; i < from.child_count; ++i) {
        column& child = to.children[i];
        child.place = i;
        if (from.children[i]->name != nullptr) child.name = from.children[i]->name;
        if (inkjet::detail::first_invalid_utf8(child.name.data(), child.name.size()) != child.name.size())
            return problem_.is("a name in a type of Arrow is not UTF-8");
        if (!fill(child, *from.children[i], next, sorted)) return false;
    }
    if (sorted && to.is == column::kind::object)
        std::sort(to.children, to.children + to.child_count, [](const column& a, const column& b) {
            return a.name != b.name ? a.name < b.name : a.place < b.place;
        });
    return true;
}

bool exported_columns::read_format(column& to, const char* format) {
    for (const simple_type& each : simple_types) {
        const bool zoned = each.is == column::kind::timestamp;
        if (zoned ? std::strncmp(format, each.format, std::strlen(each.format)) != 0
                  : std::strcmp(format, each.format) != 0)
            continue;
        to.is = each.is;
        to.of = each.of;
        to.unit = each.unit;
        to.has_zone = zoned && format[std::strlen(each.format)] != '\0';
        return true;
    }
    long long size;
    char end;
    if (std::sscanf(format, "+w:%lld%c", &size, &end) == 1 && size >= 0) {
        to.is = column::kind::fixed_list;
        to.list_size = size;
        return true;
    }
    return problem_.is("unsupported type of Arrow: \"%s\"", format);
}

// Finds the buffers of an array, which tells nothing of how long they are.
bool exported_columns::attach(column& to, const arrow_array& from) {
    const auto malformed = [&] { return problem_.is("malformed array of Arrow"); };
    const bool viewed = to.is == column::kind::viewed_text;
    std::int64_t end;
    if (from.length < 0 || from.offset < 0 || __builtin_add_overflow(from.length, from.offset, &end))
        return malformed();
    const std::int64_t expected = buffers_of(to.is);
    if (viewed ? from.buffer_count < expected : from.buffer_count != expected) return malformed();
    if (expected != 0 && from.buffers == nullptr) return malformed();
    to.offset = from.offset;
    to.length = from.length;
    to.validity =
        expected != 0 && from.null_count != 0 ? static_cast<const unsigned char*>(from.buffers[0]) : nullptr;
    to.data = expected > 1 ? static_cast<const char*>(from.buffers[1]) : nullptr;
    if (expected > 1 && to.data == nullptr && from.length != 0) return malformed();
    if (to.is == column::kind::text) to.text = static_cast<const char*>(from.buffers[2]);
    if (viewed) {
        to.piece_count = from.buffer_count - expected;
        to.pieces = from.buffers + 2;
        to.piece_sizes = static_cast<const std::int64_t*>(from.buffers[from.buffer_count - 1]);
        if (to.piece_sizes == nullptr) to.piece_count = 0;
    }
    if (to.is == column::kind::dictionary)
        return from.dictionary != nullptr ? attach(*to.children, *from.dictionary) : malformed();
    if (from.child_count != to.child_count || (to.child_count != 0 && from.children == nullptr))
        return malformed();
    for (std::int64_t i = 0; i < to.child_count; ++i) {
        column& child = to.children[i];
        const arrow_array* const entries = from.children[child.place];
        if (entries == nullptr || !attach(child, *entries)) return entries == nullptr ? malformed() : false;
        std::int64_t least = 0;
        if (to.is == column::kind::object) least = end;
        if (to.is == column::kind::fixed_list && __builtin_mul_overflow(end, to.list_size, &least))
            return malformed();
        if (child.length < least) return malformed();
    }
    return true;
}

bool exported_columns::next() {
    if (!well_) return false;
    if (stream_.release == nullptr) {
        if (!first_) return false;
    } else {
        release(array_);
        if (const int error = stream_.get_next(&stream_, &array_); error != 0) {
            array_.release = nullptr;
            const char* const why = stream_.get_last_error(&stream_);
            return well_ = problem_.is("a stream of Arrow failed: %s (%d)", why == nullptr ? "" : why, error);
        }
        if (array_.release == nullptr) return false;
    }
    first_ = false;
    return well_ = attach(*columns_, array_);
}

} // namespace inkjet_python
