// expect: can't write into this type
// names: string
#include <inkjet/inkjet.hpp>

#include <string>

#ifdef EXPECT_ERROR
using buffer = const std::string;
#else
using buffer = std::string;
#endif

bool write(int value, buffer& out) { return static_cast<bool>(inkjet::write(value, out)); }
