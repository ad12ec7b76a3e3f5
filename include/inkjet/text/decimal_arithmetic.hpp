// Constants for exact arithmetic with powers of ten, and the 128-bit integers that some of it takes.
#pragma once

#include <cstdint>

namespace inkjet::detail {

__extension__ using int128 = __int128;
__extension__ using uint128 = unsigned __int128;

// 10^n
constexpr std::uint64_t power_of_ten(unsigned n) noexcept {
    std::uint64_t power = 1;
    for (; n != 0; --n) power *= 10;
    return power;
}

inline constexpr std::uint64_t ten_to_8 = power_of_ten(8);
inline constexpr std::uint64_t ten_to_16 = power_of_ten(16);

// ceil(2^Shift / Divisor): n * reciprocal >> Shift is n / Divisor for every n < Limit (Granlund and
// Montgomery, "Division by invariant integers using multiplication", 1994). The reciprocal is too large by
// less than one unit in its last place, which moves no quotient as long as n times that excess stays below
// 2^Shift.
//
// Multipliers have FactorBits bits, and their products twice as many.
template <std::uint64_t Divisor, unsigned Shift, std::uint64_t Limit, unsigned FactorBits = 32>
inline constexpr std::uint64_t reciprocal = [] {
    constexpr uint128 one = uint128{1} << Shift;
    constexpr uint128 rounded_up = (one + Divisor - 1) / Divisor;
    static_assert(rounded_up >> FactorBits == 0 && uint128{Limit - 1} >> FactorBits == 0,
                  "a factor is too large");
    static_assert((rounded_up * Divisor - one) * (Limit - 1) < one, "some quotient would be too large");
    return static_cast<std::uint64_t>(rounded_up);
}();

} // namespace inkjet::detail
