// expect: no matching function for call to
// names: array_of_bytes
#include <inkjet/inkjet.hpp>
#include <inkjet/types/bytes.hpp>

#include <string>
#include <string_view>

bool write(std::string& out) {
#ifdef EXPECT_ERROR
    return static_cast<bool>(inkjet::write(inkjet::base64("is the NUL one of the bytes?"), out));
#else
    return static_cast<bool>(inkjet::write(inkjet::base64(std::string_view("no")), out));
#endif
}
