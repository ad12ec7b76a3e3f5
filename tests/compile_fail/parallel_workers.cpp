// expect: needs a number of threads or a function that takes a task
// names: string
#include <inkjet/inkjet.hpp>
#include <inkjet/write_parallel.hpp>

#include <string>
#include <vector>

#ifdef EXPECT_ERROR
using helpers = std::string;
#else
using helpers = unsigned;
#endif

bool write(const std::vector<int>& values, inkjet::segments& out, helpers who) {
    return static_cast<bool>(inkjet::write_parallel(values, out, who));
}
