#include <inkjet/core/parted.hpp>
#include <inkjet/inkjet.hpp>

#include <doctest/doctest.h>

#include <array>
#include <list>
#include <map>
#include <string>
#include <type_traits>
#include <vector>

using inkjet::detail::default_policy;
using inkjet::detail::parted;
using inkjet::detail::parting;
using inkjet::detail::parting_of;

TEST_CASE("what is written in parts") {
    CHECK(parting_of<default_policy, std::vector<int>> == parting::array);
    CHECK(parting_of<default_policy, std::list<std::string>> == parting::array);
    CHECK(parting_of<default_policy, std::map<std::string, int>> == parting::object);
    CHECK(parting_of<default_policy, std::array<int, 3>> == parting::whole); // is bounded
    CHECK(parting_of<default_policy, std::string> == parting::whole);
    CHECK(parting_of<default_policy, int> == parting::whole);
}

TEST_CASE("how it is iterated") {
    using numbers = parted<std::vector<int>, parting::array>;
    const std::vector<int> values{1, 2};
    numbers::state array(std::type_identity<numbers>(), values);
    CHECK(std::is_same_v<decltype(array.at), const int*>);
    CHECK(array.end - array.at == 2);

    using entries = parted<std::map<std::string, int>, parting::object>;
    const std::map<std::string, int> map{{"a", 1}};
    entries::state object(std::type_identity<entries>(), map);
    CHECK(object.at->second == 1);
    CHECK(++object.at == object.end);
}
