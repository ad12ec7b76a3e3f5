// The point where a type says how it is written: a stand-in, one of several, or code that writes it by hand.
#pragma once

namespace inkjet {

/// Tells how `T` is written; specialize it for your type. One of these three:
///
/// - `static auto as(const T&)`, which returns anything serializable;
/// - `static inkjet::written choose(const T&, auto write)`, which picks one of several stand-ins at run time:
///   `return v.is_text() ? write(v.text()) : write(v.number());`. It serves values whose type is only known
///   then; they cost what the chosen stand-in costs. `write.refuse(inkjet::errc::bad_value, "why")` is for
///   what has no JSON form, and `write.data()` is `options::fallback_data`. Keys of maps may choose as well,
///   among text and scalars;
/// - `static void write(auto& writer, const T&)`, which writes one value by hand (`writer.begin_object()`,
///   `key`, `value`, `end_object`, …).
///
/// It goes before everything else known about `T`.
template <class T>
struct encoder {
    using not_specialized = void;
};

/// Stands for a value that was written, or refused: what `encoder<T>::choose` gets from its one call of
/// `write` and returns.
class written {
  public:
    // Made where values are written, out of the cursor.
    explicit constexpr written(char* cursor) noexcept : cursor_(cursor) {}
    constexpr char* cursor() const noexcept { return cursor_; }

  private:
    char* cursor_;
};

namespace detail {

template <class T>
inline constexpr bool has_encoder = !requires { typename encoder<T>::not_specialized; };

} // namespace detail
} // namespace inkjet
