// expect: specialize inkjet::describe
// names: thread
#include <inkjet/inkjet.hpp>

#include <map>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#ifdef EXPECT_ERROR
using task = std::thread;
#else
using task = int;
#endif

struct pool {
    std::map<std::string, std::vector<std::optional<task>>> tasks;
};

struct service {
    int id;
    pool workers;
};

bool write(const service& value, std::string& out) { return static_cast<bool>(inkjet::write(value, out)); }
