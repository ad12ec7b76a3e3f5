// What each of the two units of the program says about itself.
#pragma once

#include <string_view>

struct unit {
    std::string_view instruction_set; // the one that the flags of the unit allow
    const void* kernel;               // the escape kernel that the unit calls
    bool writes;                      // whether what it writes is right
};

unit baseline();
unit native();
