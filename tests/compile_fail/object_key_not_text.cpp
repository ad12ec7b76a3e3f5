// expect: each key must be text
#include <inkjet/inkjet.hpp>

#include <string>

#ifdef EXPECT_ERROR
constexpr int key = 1;
#else
constexpr const char* key = "1";
#endif

bool write(int value, std::string& out) {
    return static_cast<bool>(inkjet::write(inkjet::object(key, value), out));
}
