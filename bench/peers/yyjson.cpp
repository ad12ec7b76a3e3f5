// yyjson: a mutable document is built from the structs and written; or written alone, when it was built
// before.
#include "../members.hpp"
#include "../peer.hpp"

#include <yyjson.h>

#include <concepts>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

namespace bench {
namespace {

using document_pointer =
    std::unique_ptr<yyjson_mut_doc, decltype([](yyjson_mut_doc* d) { yyjson_mut_doc_free(d); })>;
using pool_pointer = std::unique_ptr<yyjson_alc, decltype([](yyjson_alc* a) { yyjson_alc_dyn_free(a); })>;

yyjson_mut_val* text(yyjson_mut_doc* in, std::string_view v) {
    return yyjson_mut_strn(in, v.data(), v.size());
}

// A million numbers in one call, where there is one for their type.
yyjson_mut_val* numbers(yyjson_mut_doc* in, const bool* v, std::size_t n) {
    return yyjson_mut_arr_with_bool(in, v, n);
}
yyjson_mut_val* numbers(yyjson_mut_doc* in, const double* v, std::size_t n) {
    return yyjson_mut_arr_with_double(in, v, n);
}
yyjson_mut_val* numbers(yyjson_mut_doc* in, const float* v, std::size_t n) {
    return yyjson_mut_arr_with_float(in, v, n);
}
yyjson_mut_val* numbers(yyjson_mut_doc* in, const std::int64_t* v, std::size_t n) {
    return yyjson_mut_arr_with_sint64(in, v, n);
}
yyjson_mut_val* numbers(yyjson_mut_doc* in, const std::uint32_t* v, std::size_t n) {
    return yyjson_mut_arr_with_uint32(in, v, n);
}
yyjson_mut_val* numbers(yyjson_mut_doc* in, const std::uint8_t* v, std::size_t n) {
    return yyjson_mut_arr_with_uint8(in, v, n);
}

template <class T>
yyjson_mut_val* tree(yyjson_mut_doc* in, const T& v) {
    if constexpr (std::same_as<T, bool>) {
        return yyjson_mut_bool(in, v);
    } else if constexpr (std::floating_point<T>) {
        return yyjson_mut_real(in, v);
    } else if constexpr (std::integral<T>) {
        return yyjson_mut_sint(in, v);
    } else if constexpr (is_text<T>) {
        return text(in, v);
    } else if constexpr (is_pointer_like<T>) {
        return v ? tree(in, *v) : yyjson_mut_null(in);
    } else if constexpr (is_map<T>) {
        yyjson_mut_val* made = yyjson_mut_obj(in);
        for (const auto& [key, mapped] : v) yyjson_mut_obj_add(made, text(in, key), tree(in, mapped));
        return made;
    } else if constexpr (has_members<T>) {
        yyjson_mut_val* made = yyjson_mut_obj(in);
        visit_members(v, [&]<class Key>(Key, const auto& member) {
            yyjson_mut_obj_add(made, text(in, Key::text), tree(in, member));
        });
        return made;
    } else if constexpr (std::is_arithmetic_v<typename T::value_type>) {
        return numbers(in, v.data(), v.size());
    } else {
        yyjson_mut_val* made = yyjson_mut_arr(in);
        for (const auto& element : v) yyjson_mut_arr_add_val(made, tree(in, element));
        return made;
    }
}

template <class T>
document_pointer build(const T& from, const yyjson_alc* memory) {
    document_pointer made(yyjson_mut_doc_new(memory));
    yyjson_mut_doc_set_root(made.get(), tree(made.get(), from));
    return made;
}

// Writes into `buffer`, which is not empty and grows until the library says that it is large enough.
std::string_view write(yyjson_mut_doc* from, std::string& buffer, yyjson_write_flag flags) {
    while (true) {
        yyjson_write_err error{};
        const std::size_t n = yyjson_mut_write_buf(buffer.data(), buffer.size(), from, flags, &error);
        if (n != 0) return std::string_view(buffer).substr(0, n);
        if (error.code != YYJSON_WRITE_ERROR_MEMORY_ALLOCATION) return {};
        buffer.resize(2 * buffer.size());
    }
}

// The flags of a style, if there are any.
std::optional<yyjson_write_flag> flags_of(style written) {
    switch (written) {
    case style::plain:
        return YYJSON_WRITE_NOFLAG;
    case style::indented:
        return YYJSON_WRITE_PRETTY_TWO_SPACES;
    case style::ascii:
        return YYJSON_WRITE_ESCAPE_UNICODE;
    case style::slashes:
        return YYJSON_WRITE_ESCAPE_SLASHES;
    case style::sorted:
    case style::html_safe:
        break;
    }
    return std::nullopt;
}

std::unique_ptr<task> from_structs_in(const value& v, style written) {
    const auto flags = flags_of(written);
    if (!flags) return nullptr;
    return task_for(v, [flags](const auto& document) {
        return [&document, flags = *flags, pool = pool_pointer(yyjson_alc_dyn_new()),
                buffer = std::string(4096, '\0')]() mutable -> std::string_view {
            return write(build(document, pool.get()).get(), buffer, flags);
        };
    });
}

std::unique_ptr<task> from_structs(const value& v) { return from_structs_in(v, style::plain); }

std::unique_ptr<task> from_tree_in(const value& v, style written) {
    const auto flags = flags_of(written);
    if (!flags) return nullptr;
    return task_for(v, [flags](const auto& document) {
        return [built = build(document, nullptr), flags = *flags,
                buffer = std::string(4096, '\0')]() mutable -> std::string_view {
            return write(built.get(), buffer, flags);
        };
    });
}

std::unique_ptr<task> from_tree(const value& v) { return from_tree_in(v, style::plain); }

const registration structs{
    {"yyjson", YYJSON_VERSION_STRING, "from structs: a mutable document", from_structs, from_structs_in}};
const registration alone{
    {"yyjson tree", YYJSON_VERSION_STRING, "write alone: the tree is made before", from_tree, from_tree_in}};

} // namespace
} // namespace bench
