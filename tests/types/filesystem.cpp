#include <inkjet/types/filesystem.hpp>

#include "rooms.hpp"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

using std::filesystem::path;
using testing::check_refused;
using testing::check_written;
using testing::written;

namespace {

struct file {
    path name;
    unsigned long size;
};

const path latin = "/home/caf\xe9";

} // namespace

TEST_CASE("paths are text in their native form") {
    check_written(path("/usr/lib"), R"("/usr/lib")");
    check_written(path(), R"("")");
    check_written(path("a//b/../c/"), R"("a//b/../c/")");
    check_written(path("say \"hi\"\n"), R"("say \"hi\"\n")");
    check_written(path("/home/caf\xc3\xa9"), "\"/home/caf\xc3\xa9\"");
    check_written(file{"/etc/hosts", 12}, R"({"name":"/etc/hosts","size":12})");
    check_written(std::vector<path>{"a", "b/c"}, R"(["a","b/c"])");
    check_written(std::filesystem::directory_entry("."), R"(".")");
    CHECK(written(path("a/b"), {.invalid_utf8 = inkjet::invalid_utf8_policy::pass}) == R"("a/b")");
    CHECK(written(std::vector<path>{"a"}, {.indent = 2}) == "[\n  \"a\"\n]");
    testing::check_every_room(file{path(std::string(100, 'd')) / std::string(100, 'f'), 7});
}

TEST_CASE("paths that are not UTF-8") {
    check_refused(latin, inkjet::errc::invalid_utf8, "$", "byte 0xe9 at offset 9");
    check_refused(file{latin, 1}, inkjet::errc::invalid_utf8, "$.name", "byte 0xe9 at offset 9");
    CHECK(written(latin, {.invalid_utf8 = inkjet::invalid_utf8_policy::replace}) ==
          "\"/home/caf\xef\xbf\xbd\"");
    CHECK(written(latin, {.invalid_utf8 = inkjet::invalid_utf8_policy::pass}) == "\"/home/caf\xe9\"");
}

TEST_CASE("paths as keys") {
    const std::map<path, int> sizes{{"/b", 2}, {"/a/c", 3}, {"/a", 1}};
    check_written(sizes, R"({"/a":1,"/a/c":3,"/b":2})");
    CHECK(written(sizes, {.sort_keys = true}) == R"({"/a":1,"/a/c":3,"/b":2})");
    check_refused(std::map<path, int>{{latin, 1}}, inkjet::errc::invalid_utf8, "$", "byte 0xe9 at offset 9");
}
