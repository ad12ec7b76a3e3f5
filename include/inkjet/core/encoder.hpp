// The point where a type says how it is written: a stand-in, or code that writes it by hand.
#pragma once

namespace inkjet {

/// Tells how `T` is written; specialize it for your type. Either `static auto as(const T&)`, which returns
/// anything serializable, or `static void write(auto& writer, const T&)`, which writes one value by hand
/// (`writer.begin_object()`, `key`, `value`, `end_object`, …). It goes before everything else known about
/// `T`.
template <class T>
struct encoder {
    using not_specialized = void;
};

namespace detail {

template <class T>
inline constexpr bool has_encoder = !requires { typename encoder<T>::not_specialized; };

} // namespace detail
} // namespace inkjet
