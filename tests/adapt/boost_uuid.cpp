#include <inkjet/adapt/boost_uuid.hpp>

#include "rooms.hpp"

#include <map>
#include <string>
#include <vector>

using boost::uuids::uuid;
using testing::check_written;
using testing::written;

namespace {

const uuid dns = {{0x6b, 0xa7, 0xb8, 0x10, 0x9d, 0xad, 0x11, 0xd1, 0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4, 0x30,
                   0xc8}}; // RFC 9562, section 6.6

struct row {
    uuid id;
    int number;
};

} // namespace

TEST_CASE("the UUIDs of Boost") {
    const std::string text = R"("6ba7b810-9dad-11d1-80b4-00c04fd430c8")";
    check_written(dns, text);
    check_written(uuid{}, R"("00000000-0000-0000-0000-000000000000")");
    check_written(row{dns, 1}, R"({"id":)" + text + R"(,"number":1})");
    check_written(std::vector<uuid>(2, dns), "[" + text + "," + text + "]");
    CHECK(written(std::map<uuid, bool>{{dns, true}}, {.non_string_keys = true}) == "{" + text + ":true}");
    testing::check_every_room(std::vector<row>(30, row{dns, 7}));
}
