#!/usr/bin/env python3
"""Writes include/inkjet/reflect/member_bindings.hpp, which spells out what C++20 has no pack for.

    generate_member_bindings.py > include/inkjet/reflect/member_bindings.hpp
    generate_member_bindings.py --check include/inkjet/reflect/member_bindings.hpp
"""

import sys

LIMIT = 128

HEAD = """\
// What C++20 can't say for a number of members that is a parameter: one specialisation for each number.
// Written by tests/reflect/generate_member_bindings.py; a test compares this file with what that writes.
#pragma once

#include <inkjet/base/config.hpp>

#include <cstddef>

namespace inkjet::detail {

inline constexpr std::size_t member_limit = %d;

// member_bindings<Count>::accepts<T, Last...> is whether Count empty braces, and behind them a value of each
// type in Last, can initialise a T. member_bindings<Count>::visit(object, f) calls f(m0, m1, ...) with the
// members of an object that has exactly so many.
template <std::size_t Count>
struct member_bindings;

// That there are fewer initialisers than members is no mistake here: it is what is asked about.
// clang-format off
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"
"""

TAIL = """\
#pragma GCC diagnostic pop
// clang-format on

} // namespace inkjet::detail
"""


def specialisation(count):
    names = ",".join(f"m{i}" for i in range(count))
    braces = "{}," * count
    bound = f"auto& [{names}] = object; " if count else ""
    parameter = "T& object" if count else "T&"
    return (
        f"template <> struct member_bindings<{count}> {{ "
        f"template <class T, class... Last> static constexpr bool accepts = requires {{ T{{{braces}Last{{}}...}}; }}; "
        f"template <class T, class F> INKJET_INLINE static constexpr decltype(auto) visit({parameter}, F&& f) "
        f"{{ {bound}return static_cast<F&&>(f)({names}); }} }};\n"
    )


def header():
    return HEAD % LIMIT + "".join(specialisation(count) for count in range(LIMIT + 1)) + TAIL


def main(arguments):
    if len(arguments) == 2 and arguments[0] == "--check":
        with open(arguments[1], encoding="utf-8") as file:
            if file.read() == header():
                return 0
        print(f"{arguments[1]} is not what {sys.argv[0]} writes", file=sys.stderr)
        return 1
    sys.stdout.write(header())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
