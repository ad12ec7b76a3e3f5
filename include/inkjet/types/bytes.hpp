// Bytes as text: base64, base64url or hexadecimal digits.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/core/form.hpp>
#include <inkjet/text/base64.hpp>
#include <inkjet/text/hex.hpp>

#include <cstddef>
#include <type_traits>

namespace inkjet {

namespace detail {

// Tells how bytes become characters, `bytes_per_group` at a time.
struct hex_code {
    static constexpr std::size_t bytes_per_group = 1, chars_per_group = 2;
    static constexpr bool has_slashes = false;
};
template <class Alphabet>
struct base64_code {
    static constexpr std::size_t bytes_per_group = 3, chars_per_group = 4;
    static constexpr bool has_slashes = std::is_same_v<Alphabet, base64_standard>;
};

// A view of bytes that are to be written in a code.
template <class Code>
struct coded_bytes {
    const void* data;
    std::size_t size;
};

template <class T>
inline constexpr bool is_byte =
    std::is_same_v<T, char> || std::is_same_v<T, signed char> || std::is_same_v<T, unsigned char> ||
    std::is_same_v<T, std::byte> || std::is_same_v<T, char8_t>;

template <class T>
concept contiguous_bytes = requires(const T& v) {
    requires is_byte<std::remove_cvref_t<decltype(*v.data())>>;
    requires std::is_pointer_v<decltype(v.data())>;
    { v.size() } -> std::convertible_to<std::size_t>;
};

// In an array of characters the NUL of a literal would count or not; whoever means one or the other says so
// by a view.
template <class T>
concept array_of_bytes =
    std::is_array_v<T> && !std::is_same_v<std::remove_extent_t<T>, char> &&
    !std::is_same_v<std::remove_extent_t<T>, char8_t> && is_byte<std::remove_extent_t<T>>;

template <class T>
concept encodable_bytes = contiguous_bytes<T> || array_of_bytes<T>;

template <class Code, class Bytes>
constexpr coded_bytes<Code> code_bytes(const Bytes& bytes) noexcept {
    if constexpr (std::is_array_v<Bytes>)
        return {bytes, sizeof bytes};
    else
        return {bytes.data(), static_cast<std::size_t>(bytes.size())};
}

} // namespace detail

/// Has bytes written as base64 text, padded (RFC 4648, section 4): `base64(bytes)` where a value stands.
/// Takes every contiguous range of `char`, `signed char`, `unsigned char`, `std::byte` or `char8_t` (of C
/// arrays not those of characters: is the NUL of a literal meant?). Refers to the bytes, allocates nothing;
/// what is returned must not outlive them. With `.escape_slash` each `/` is written as `\/`.
template <detail::encodable_bytes Bytes>
constexpr auto base64(const Bytes& bytes) noexcept {
    return detail::code_bytes<detail::base64_code<detail::base64_standard>>(bytes);
}

/// Has bytes written as base64url text, without padding (RFC 4648, section 5). Takes the same as `base64`.
/// Refers to the bytes; what is returned must not outlive them.
template <detail::encodable_bytes Bytes>
constexpr auto base64url(const Bytes& bytes) noexcept {
    return detail::code_bytes<detail::base64_code<detail::base64_url>>(bytes);
}

/// Has bytes written as text of two lower case hexadecimal digits each (RFC 4648, section 8, but for the
/// case). Takes the same as `base64`. Refers to the bytes; what is returned must not outlive them.
template <detail::encodable_bytes Bytes>
constexpr auto hex(const Bytes& bytes) noexcept {
    return detail::code_bytes<detail::hex_code>(bytes);
}

namespace detail {

inline namespace INKJET_ISA {

template <class Code>
struct byte_coder;

template <>
struct byte_coder<hex_code> {
    static std::size_t size(std::size_t n) noexcept { return 2 * n; }
    static char* write(char* p, const unsigned char* s, std::size_t n) noexcept { return write_hex(p, s, n); }
};

template <class Alphabet>
struct byte_coder<base64_code<Alphabet>> {
    static std::size_t size(std::size_t n) noexcept { return base64_size<Alphabet>(n); }
    static char* write(char* p, const unsigned char* s, std::size_t n) noexcept {
        return write_base64<Alphabet>(p, s, n);
    }
};

// Writes bytes in a code, of any number, as `put_bytes` copies them. Needs no room, leaves `exit_room`.
template <class Code>
char* put_coded(context& c, char* p, const unsigned char* s, std::size_t n) {
    using coder = byte_coder<Code>;
    while (c.room(p) < coder::size(n) + exit_room) {
        if (coder::size(n) + exit_room <= c.longest_step()) {
            p = c.refill(p, coder::size(n) + exit_room);
            if (c.failed) return p;
            break;
        }
        p = ensure(c, p, max_step);
        if (c.failed) return p;
        const std::size_t groups = (c.room(p) - exit_room) / Code::chars_per_group;
        const std::size_t all = n / Code::bytes_per_group;
        const std::size_t step = (groups < all ? groups : all) * Code::bytes_per_group;
        p = coder::write(p, s, step);
        s += step, n -= step;
    }
    return coder::write(p, s, n);
}

// The same with a backslash before each slash.
template <class Code>
INKJET_COLD char* put_coded_slashes_escaped(context& c, char* p, const unsigned char* s, std::size_t n) {
    constexpr std::size_t step = 576;
    char stretch[step / 3 * 4 + overrun];
    static_assert(2 * (sizeof stretch - overrun) + exit_room <= max_step);
    while (n != 0 && !c.failed) {
        const std::size_t now = n < step ? n : step;
        const char* const end = byte_coder<Code>::write(stretch, s, now);
        p = ensure(c, p, 2 * (sizeof stretch - overrun) + exit_room);
        for (const char* at = stretch; at != end; ++at) {
            if (*at == '/') *p++ = '\\';
            *p++ = *at;
        }
        s += now, n -= now;
    }
    return p;
}

template <class P, class Code>
INKJET_NOINLINE char* put_coded_text(context& c, char* p, const coded_bytes<Code>& bytes) {
    const auto* const s = static_cast<const unsigned char*>(bytes.data);
    const auto put = [&] {
        if constexpr (Code::has_slashes && may_differ<P>(&options::escape_slash)) {
            if (chosen<P>(c).escape_slash) return put_coded_slashes_escaped<Code>(c, p, s, bytes.size);
        }
        return put_coded<Code>(c, p, s, bytes.size);
    };
    p = ensure(c, p, exit_room);
    *p++ = '"';
    p = put();
    *p++ = '"';
    return ensure(c, p, exit_room);
}

} // namespace INKJET_ISA

template <class Code>
inline constexpr bool has_own_form<coded_bytes<Code>> = true;

template <class Code>
struct form<coded_bytes<Code>, kind::own> : unbounded_form {
    template <class P>
    INKJET_INLINE static char* write(context& c, char* p, const coded_bytes<Code>& bytes) {
        return put_coded_text<P>(c, p, bytes);
    }

    static content look(const coded_bytes<Code>& bytes) noexcept {
        return bytes.size == 0 ? content::nothing : content::something;
    }
};

} // namespace detail
} // namespace inkjet
