// expect: needs a range with random access
// names: list
#include <inkjet/inkjet.hpp>
#include <inkjet/write_parallel.hpp>

#include <deque>
#include <list>

#ifdef EXPECT_ERROR
using range = std::list<int>;
#else
using range = std::deque<int>;
#endif

bool write(const range& values, inkjet::segments& out) {
    return static_cast<bool>(inkjet::write_parallel(values, out, 2));
}
