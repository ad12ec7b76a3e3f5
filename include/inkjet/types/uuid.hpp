// UUIDs as text.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/core/encoder.hpp>
#include <inkjet/core/form.hpp>
#include <inkjet/text/hex.hpp>

#include <array>
#include <compare>
#include <cstddef>
#include <cstring>
#include <iterator>
#include <memory>
#include <span>
#include <type_traits>
#include <utility>

namespace inkjet {

/// Tells that a type of sixteen bytes is a UUID; specialize it for yours: `template <> inline constexpr bool
/// inkjet::is_uuid<my_uuid> = true;`. The type must be trivially copyable and consist of the UUID's bytes in
/// network order (RFC 9562, section 4), which are written in the form of that section, in lower case:
/// `"f81d4fae-7dec-11d0-a765-00a0c91e6bf6"`. Such values are keys of maps where `.non_string_keys` is on.
template <class T>
inline constexpr bool is_uuid = false;

namespace detail {

template <class Bytes>
using const_byte_of = std::remove_reference_t<decltype(*std::data(std::declval<const Bytes&>()))>;

// An array or a span whose type says that it has sixteen bytes.
template <class Bytes>
concept sixteen_bytes = sizeof(const_byte_of<Bytes>) == 1 &&
                        std::is_convertible_v<const Bytes&, std::span<const const_byte_of<Bytes>, 16>>;

} // namespace detail

/// Holds the bytes of a UUID, in network order, so that raw bytes are written as one.
struct uuid {
    std::array<std::byte, 16> bytes{};

    /// Makes the nil UUID, all zeros (RFC 9562, section 5.9).
    constexpr uuid() noexcept = default;
    /// Copies the bytes of an array or a span of a fixed size, sixteen.
    template <detail::sixteen_bytes Bytes>
    explicit uuid(const Bytes& from) noexcept {
        std::memcpy(bytes.data(), std::data(from), sizeof bytes);
    }

    friend constexpr auto operator<=>(const uuid&, const uuid&) noexcept = default;
};

template <>
inline constexpr bool is_uuid<uuid> = true;

namespace detail {

inline constexpr std::size_t uuid_chars = 36;

inline namespace INKJET_ISA {

// Writes a UUID in quotes. Eight, four, four, four and twelve digits.
INKJET_INLINE char* write_uuid(char* out, const void* bytes) noexcept {
    const hex_pair digits = hex_digits_at(bytes);
    const auto put = [&](std::size_t at, std::size_t from, std::size_t n) INKJET_LAMBDA_INLINE {
        std::memcpy(out + at, reinterpret_cast<const char*>(&digits) + from, n);
    };
    put(1, 0, 8);
    put(10, 8, 4);
    put(15, 12, 4);
    put(20, 16, 4);
    put(25, 20, 12);
    out[9] = out[14] = out[19] = out[24] = '-';
    out[0] = out[uuid_chars + 1] = '"';
    return out + uuid_chars + 2;
}

} // namespace INKJET_ISA

template <class T>
    requires is_uuid<T>
inline constexpr bool has_own_form<T> = !has_encoder<T>;

template <class T>
    requires is_uuid<T>
inline constexpr bool is_text_scalar<T> = true;

template <class T>
    requires is_uuid<T>
struct form<T, kind::own> {
    static_assert(sizeof(T) == 16 && std::is_trivially_copyable_v<T>,
                  "inkjet::is_uuid is for types of sixteen bytes that can be copied as such");

    template <class>
    static constexpr std::size_t bound = uuid_chars + 2;
    static constexpr unsigned nesting = 0;

    template <class>
    INKJET_INLINE static char* write(context&, char* p, const T& value) {
        return write_uuid(p, std::addressof(value));
    }
};

} // namespace detail
} // namespace inkjet
