// What inkjet has to be told about the structs of twitter.hpp: the one key that is a keyword of C++.
#pragma once

#include <inkjet/inkjet.hpp>

#include "twitter.hpp"

#include <string_view>

template <>
struct inkjet::describe<documents::account> {
    static constexpr std::string_view key(std::string_view member) {
        return member == "protected_" ? "protected" : member;
    }
};
