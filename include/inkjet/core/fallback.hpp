// Values whose type is only known at run time: they are handed to a function that the options name.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/core/form.hpp>

#include <cstddef>

namespace inkjet {

namespace detail {

// An address for each type, to know it by without run-time type information.
template <class T>
inline constexpr char type_tag = 0;

inline namespace INKJET_ISA {

// Makes functions of these flags out of member functions of classes that all units share.
struct of_these_flags {};

template <class T>
char* write_by_fallback(context& c, char* p, const T& value);

} // namespace INKJET_ISA

template <class T>
struct fallback_reference {
    const T& value;
};

// A value on its way through a fallback.
struct fallback_state {
    context& in;
    char* cursor;
    const void* value;
    const void* type;
    bool wrote = false;
};

// So often may a fallback write what comes to it again: what orjson allows its `default`.
inline constexpr unsigned max_fallback_calls = 254;

} // namespace detail

/// Holds a value for `options::fallback`, which looks what it is and writes it:
///
///     void unknown(inkjet::fallback_call& call) {
///         if (const auto* any = call.get_if<std::any>())
///             if (const auto* money = std::any_cast<decimal>(any)) call.write(money->text());
///     }
///
/// Where nothing is written the write fails with `errc::bad_value`; where calls are nested more than 254
/// deep, with `errc::depth`.
class fallback_call {
  public:
    explicit fallback_call(detail::fallback_state& state) noexcept : state_(state) {}

    /// Returns the value if it was handed over as a `T`, else nullptr. Lives as long as the value.
    template <class T>
    const T* get_if() const noexcept {
        return state_.type == &detail::type_tag<T> ? static_cast<const T*>(state_.value) : nullptr;
    }

    /// Writes any value in the place of this one, once. An exception that comes out of it is a failure with
    /// `errc::bad_value`.
    template <class T, class Flags = detail::of_these_flags>
    void write(const T& value) {
        context& c = state_.in;
        if (state_.wrote) {
            state_.cursor = c.fail(errc::bad_value, state_.cursor, "the fallback wrote two values for one");
            return;
        }
        state_.wrote = true;
        INKJET_TRY {
            state_.cursor = detail::write_in_any_room<detail::run_time_policy>(c, state_.cursor, value);
        }
        INKJET_CATCH_ALL { state_.cursor = c.thrown(); } // or the fallback might catch it, and go on
    }

    /// Returns `options::fallback_data`.
    void* data() const noexcept { return state_.in.chosen->fallback_data; }

  private:
    using context = detail::context;
    detail::fallback_state& state_;
};

/// Makes a value that `options::fallback` writes, for encoders of types that are only known at run time:
/// `static auto as(const any_shape& s) { return inkjet::by_fallback(s); }`. Holds a reference.
template <class T>
constexpr detail::fallback_reference<T> by_fallback(const T& value) noexcept {
    return {value};
}

namespace detail {

inline namespace INKJET_ISA {

template <class T>
char* write_by_fallback(context& c, char* p, const T& value) {
    if (c.chosen->fallback == nullptr)
        return c.fail(errc::bad_value, p, "its type is only known at run time, and no fallback is set");
    if (c.fallback_calls == max_fallback_calls)
        return c.fail(errc::depth, p, "the fallback was called for what it wrote itself, 254 times over");
    ++c.fallback_calls;
    fallback_state state{c, p, &value, &type_tag<T>};
    fallback_call call(state);
    c.chosen->fallback(call);
    --c.fallback_calls;
    if (!state.wrote && !c.failed) return c.fail(errc::bad_value, p, "the fallback wrote nothing for it");
    return state.cursor;
}

} // namespace INKJET_ISA

template <class T>
inline constexpr bool has_own_form<fallback_reference<T>> = true;

template <class T>
struct form<fallback_reference<T>, kind::own> : unbounded_form {
    template <class>
    static char* write(context& c, char* p, const fallback_reference<T>& reference) {
        return write_by_fallback(c, p, reference.value);
    }
};

} // namespace detail
} // namespace inkjet
