// What Arrow has that is neither a number nor a container: text that must be checked, days, moments.
#pragma once

#include <inkjet/core/form.hpp>
#include <inkjet/types/datetime64.hpp>
#include <inkjet/types/timestamp.hpp>
#include <inkjet/writer/context.hpp>
#include <inkjet/writer/text.hpp>

#include "times.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>

namespace inkjet_python {
namespace {

// Text that nobody has looked at yet.
struct foreign_text {
    std::string_view text;
};

// Has text checked as long as it lives; the options let it pass, as Python's is UTF-8.
class text_checker {
  public:
    explicit text_checker(inkjet::detail::context& c) noexcept
        : c_(c), former_(c.chosen), chosen_(*c.chosen) {
        chosen_.invalid_utf8 = inkjet::invalid_utf8_policy::error;
        c.chosen = &chosen_;
    }
    text_checker(const text_checker&) = delete;
    text_checker& operator=(const text_checker&) = delete;
    ~text_checker() { c_.chosen = former_; }

  private:
    inkjet::detail::context& c_;
    const inkjet::options* const former_;
    inkjet::options chosen_;
};

struct day {
    std::int64_t since_1970;
};
struct moment {
    std::int64_t second; // since 1970
    std::uint32_t microsecond;
    inkjet::detail::utc_offset offset;
};

// Counts of a unit as seconds and what is left of one, down to microseconds, which Python's times have.
inline moment moment_of(std::int64_t count, inkjet::datetime_unit unit, bool utc) noexcept {
    const std::int64_t per_second = inkjet::detail::units_per_second(unit);
    std::int64_t second = count / per_second, rest = count % per_second;
    if (rest < 0) --second, rest += per_second;
    const std::int64_t micros =
        per_second > 1'000'000 ? rest / (per_second / 1'000'000) : rest * (1'000'000 / per_second);
    return {second, static_cast<std::uint32_t>(micros),
            utc ? inkjet::detail::utc_itself : inkjet::detail::no_offset};
}

} // namespace
} // namespace inkjet_python

namespace inkjet::detail {

template <>
inline constexpr bool has_own_form<inkjet_python::foreign_text> = true;
template <>
inline constexpr bool has_own_form<inkjet_python::day> = true;
template <>
inline constexpr bool has_own_form<inkjet_python::moment> = true;

// Where options are chosen at run time, those of a text_checker; where they are folded in, the defaults, as
// they ask for no more escapes than these.
template <>
struct form<inkjet_python::foreign_text, kind::own> : unbounded_form {
    template <class P>
    static char* write(context& c, char* p, const inkjet_python::foreign_text& value) {
        static_assert(!P::fixed || !may_escape_more<P>);
        using checking = std::conditional_t<P::fixed, default_policy, P>;
        return put_text<checking>(c, p, value.text.data(), value.text.size());
    }
};

template <>
struct form<inkjet_python::day, kind::own> {
    template <class>
    static constexpr std::size_t bound = date_bound;
    static constexpr unsigned nesting = 0;

    template <class>
    INKJET_INLINE static char* write(context& c, char* p, const inkjet_python::day& value) {
        return put_date(c, p, value.since_1970);
    }
};

template <>
struct form<inkjet_python::moment, kind::own> {
    template <class>
    static constexpr std::size_t bound = timestamp_bound<6>;
    static constexpr unsigned nesting = 0;

    template <class P>
    INKJET_INLINE static char* write(context& c, char* p, const inkjet_python::moment& value) {
        return put_timestamp<P, 6>(c, p, value.second, value.microsecond, value.offset);
    }
};

} // namespace inkjet::detail
