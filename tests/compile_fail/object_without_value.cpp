// expect: takes keys and values by turns
#include <inkjet/inkjet.hpp>

#include <string>

bool write(int id, std::string& out) {
#ifdef EXPECT_ERROR
    return static_cast<bool>(inkjet::write(inkjet::object("id", id, "name"), out));
#else
    return static_cast<bool>(inkjet::write(inkjet::object("id", id, "name", "n"), out));
#endif
}
