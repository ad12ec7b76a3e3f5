#include <inkjet/types/expected.hpp>

#include "rooms.hpp"

#if __has_include(<expected>)
# include <expected>
#endif
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

using testing::check_every_room;
using testing::check_refused;
using testing::check_written;
using testing::written;

namespace {

// What std::expected offers, for the standard libraries that have none.
template <class T, class E>
class outcome {
  public:
    explicit outcome(T value) : held_(std::in_place_index<0>, std::move(value)) {}
    outcome(std::monostate, E error) : held_(std::in_place_index<1>, std::move(error)) {}
    bool has_value() const noexcept { return held_.index() == 0; }
    explicit operator bool() const noexcept { return has_value(); }
    const T& operator*() const { return *std::get_if<0>(&held_); }
    const E& error() const { return *std::get_if<1>(&held_); }

  private:
    std::variant<T, E> held_;
};

template <class E>
class outcome<void, E> {
  public:
    outcome() = default;
    outcome(std::monostate, E error) : error_(std::move(error)) {}
    bool has_value() const noexcept { return !error_; }
    void operator*() const noexcept {}
    E error() const { return *error_; } // made on the fly

  private:
    std::optional<E> error_;
};

constexpr std::monostate failed;

struct problem {
    int code;
    std::string what;
};

struct row {
    int id;
    outcome<double, problem> price;
    outcome<void, std::string> stored;
};

struct tree {
    std::vector<outcome<std::unique_ptr<tree>, int>> kids;
};

// Public members, and the shape all the same.
struct plain {
    int number;
    bool has_value() const { return number >= 0; }
    int operator*() const { return number; }
    int error() const { return -number; }
};

struct encoded : plain {};
struct described : plain {};

} // namespace

template <>
struct inkjet::encoder<encoded> {
    static std::string as(const encoded& e) { return std::to_string(e.number); }
};
template <>
struct inkjet::describe<described> {
    static constexpr auto members =
        inkjet::members(inkjet::member("n", [](const described& d) { return d.number; }));
};

TEST_CASE("the value, or what was not expected") {
    check_written(outcome<int, std::string>(7), "7");
    check_written(outcome<int, std::string>(failed, "no"), R"({"unexpected":"no"})");
    check_written(outcome<std::string, int>("yes"), R"("yes")");
    check_written(outcome<std::string, int>(failed, 3), R"({"unexpected":3})");
    check_written(outcome<void, std::string>(), "null");
    check_written(outcome<void, std::string>(failed, "no"), R"({"unexpected":"no"})");
    check_written(outcome<std::optional<int>, int>(std::nullopt), "null");
    check_written(outcome<std::vector<int>, problem>(std::vector{1, 2}), "[1,2]");
    check_written(outcome<int, problem>(failed, {5, "x"}), R"({"unexpected":{"code":5,"what":"x"}})");
    check_written(std::optional(outcome<int, int>(failed, 1)), R"({"unexpected":1})");
    check_written(row{1, outcome<double, problem>(0.5), {}}, R"({"id":1,"price":0.5,"stored":null})");
    check_written(row{1, {failed, {5, "x"}}, {failed, "full"}},
                  R"({"id":1,"price":{"unexpected":{"code":5,"what":"x"}},"stored":{"unexpected":"full"}})");
    check_written(std::vector<outcome<int, int>>{outcome<int, int>(1), {failed, 2}},
                  R"([1,{"unexpected":2}])");
}

TEST_CASE("expected values and options") {
    CHECK(written(outcome<int, problem>(failed, {5, "x"}), {.indent = 1}) ==
          "{\n \"unexpected\": {\n  \"code\": 5,\n  \"what\": \"x\"\n }\n}");
    std::string out;
    CHECK(inkjet::write<inkjet::options{.sort_keys = true}>(outcome<int, problem>(failed, {5, "x"}), out));
    CHECK(out == R"({"unexpected":{"code":5,"what":"x"}})");
    CHECK(written(outcome<int, int>(failed, 1), {.depth_limit = 0}) ==
          "nested too deeply at $: the limit is 0");
    check_refused(outcome<int, std::string>(failed, "\xff"), inkjet::errc::invalid_utf8, "$.unexpected",
                  "byte 0xff at offset 0");
}

TEST_CASE("expected values in every room") {
    std::vector<row> rows(20, row{1, outcome<double, problem>(-1.0 / 3), {}});
    for (std::size_t i = 0; i < rows.size(); i += 3)
        rows[i] = {-2147483647, {failed, {-2147483647, std::string(40, 'x')}}, {failed, "full"}};
    check_every_room(rows);
}

TEST_CASE("a type that holds its own kind") {
    tree root;
    root.kids.emplace_back(failed, 1);
    root.kids.emplace_back(std::make_unique<tree>());
    check_written(root, R"({"kids":[{"unexpected":1},{"kids":[]}]})");
}

TEST_CASE("the shape alone, and types that say how they are written") {
    check_written(plain{1}, "1");
    check_written(plain{-1}, R"({"unexpected":1})");
    check_written(encoded{{-1}}, R"("-1")");
    check_written(described{{-1}}, R"({"n":-1})");
}

#if defined(__cpp_lib_expected)
TEST_CASE("std::expected") {
    using int_or_text = std::expected<int, std::string>;
    check_written(int_or_text(7), "7");
    check_written(int_or_text(std::unexpected("no")), R"({"unexpected":"no"})");
    check_written(std::expected<void, int>(), "null");
    check_written(std::expected<void, int>(std::unexpected(2)), R"({"unexpected":2})");
    check_written(std::vector<int_or_text>{1, std::unexpected("x")}, R"([1,{"unexpected":"x"}])");
}
#endif
