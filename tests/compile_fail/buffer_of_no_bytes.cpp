// expect: can't write into this type
// names: vector<int>
// errors: 1
#include <inkjet/inkjet.hpp>

#include <vector>

#ifdef EXPECT_ERROR
using buffer = std::vector<int>;
#else
using buffer = std::vector<char>;
#endif

bool write(int value, buffer& out) { return static_cast<bool>(inkjet::write(value, out)); }
