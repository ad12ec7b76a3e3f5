#include <inkjet/inkjet.hpp>

#include "../writing.hpp"
#include "reindent.hpp"

#include <doctest/doctest.h>

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

using inkjet::errc;
using testing::check_refused;
using testing::check_written;
using testing::reindent;
using testing::written;

namespace {

// Calls of the writer, one letter each: brackets, k for a key, v for a value.
struct script {
    std::string_view calls;
};

} // namespace

template <>
struct inkjet::encoder<script> {
    static void write(auto& writer, const script& s) {
        for (const char call : s.calls) {
            switch (call) {
            case '{':
                writer.begin_object();
                break;
            case '}':
                writer.end_object();
                break;
            case '[':
                writer.begin_array();
                break;
            case ']':
                writer.end_array();
                break;
            case 'k':
                writer.key("k");
                break;
            case 'v':
                writer.value(1);
                break;
            case 'n':
                writer.null();
                break;
            case 's':
                writer.value(std::string(700, 's'));
                break;
            case 'm':
                writer.member("m", "value");
                break;
            case 'x':
                writer.value("\xFF");
                break;
            default:
                break;
            }
        }
    }
};

namespace {

// Follows the grammar of the calls and writes what they make, or nothing if they make no value.
class plain_writer {
  public:
    explicit plain_writer(std::string_view calls) : calls_(calls) {}

    std::string write() { return value() && calls_.empty() ? out_ : std::string(); }

  private:
    bool take(char call) {
        if (calls_.empty() || calls_[0] != call) return false;
        calls_.remove_prefix(1);
        return true;
    }
    bool value() {
        if (take('v')) return out_ += '1', true;
        if (take('[')) {
            out_ += '[';
            for (bool first = true; !take(']'); first = false) {
                if (!first) out_ += ',';
                if (!value()) return false;
            }
            return out_ += ']', true;
        }
        if (!take('{')) return false;
        out_ += '{';
        for (bool first = true; !take('}'); first = false) {
            if (!first) out_ += ',';
            if (!take('k')) return false;
            out_ += "\"k\":";
            if (!value()) return false;
        }
        return out_ += '}', true;
    }

    std::string_view calls_;
    std::string out_;
};

void check_script(std::string_view calls, int& valid) {
    const std::string expected = plain_writer(calls).write();
    std::string out = "kept";
    const inkjet::result r = inkjet::write(script{calls}, out);
    CAPTURE(calls);
    if (expected.empty()) {
        REQUIRE(r.code == errc::bad_value);
        REQUIRE(out == "kept");
    } else {
        ++valid;
        REQUIRE(out == "kept" + expected);
        REQUIRE(r.size == expected.size());
    }
}

} // namespace

TEST_CASE("commas and colons are made by the writer") {
    check_written(script{"v"}, "1");
    check_written(script{"n"}, "null");
    check_written(script{"[]"}, "[]");
    check_written(script{"{}"}, "{}");
    check_written(script{"[vnv]"}, "[1,null,1]");
    check_written(script{"{kvkv}"}, R"({"k":1,"k":1})");
    check_written(script{"{mm}"}, R"({"m":"value","m":"value"})");
    check_written(script{"[[]{}v{k[v]k{}}[[]]]"}, R"([[],{},1,{"k":[1],"k":{}},[[]]])");
}

TEST_CASE("a value by hand stands wherever values do") {
    const script s{"{k[v]}"};
    check_written(std::vector{s, s}, R"([{"k":[1]},{"k":[1]}])");
    check_written(std::map<std::string, script>{{"a", s}}, R"({"a":{"k":[1]}})");
    check_written(inkjet::object("a", s, "b", 2), R"({"a":{"k":[1]},"b":2})");
}

TEST_CASE("every sequence of up to six calls makes JSON or is refused") {
    int valid = 0;
    std::string sequence;
    const auto extend = [&](const auto& self) -> void {
        check_script(sequence, valid);
        if (sequence.size() == 6) return;
        for (const char call : {'v', 'k', '{', '}', '[', ']'}) {
            sequence.push_back(call);
            self(self);
            sequence.pop_back();
        }
    };
    extend(extend);
    CHECK(valid > 30);
}

TEST_CASE("calls that make no JSON fail with where and why") {
    check_refused(script{""}, errc::bad_value, "$",
                  "an array or object that is not closed, or no value at all");
    check_refused(script{"[v"}, errc::bad_value, "$[0]",
                  "an array or object that is not closed, or no value at all");
    check_refused(script{"{v"}, errc::bad_value, "$", "a value without a key, or behind the only value");
    check_refused(script{"vv"}, errc::bad_value, "$", "a value without a key, or behind the only value");
    check_refused(script{"{kvkvkk"}, errc::bad_value, "$.k", "a key outside an object, or behind a key");
    check_refused(script{"{k]"}, errc::bad_value, "$.k",
                  "a bracket that does not match, or a key without a value");
}

TEST_CASE("after a failure, calls are ignored and the first failure stays") {
    check_refused(script{"[vx{k[vvv]}v]]]}}kkvv"}, errc::invalid_utf8, "$[1]", "byte 0xff at offset 0");
    check_refused(std::vector{script{"v"}, script{"{x"}, script{"x"}}, errc::bad_value, "$[1]",
                  "a value without a key, or behind the only value");
}

TEST_CASE("nesting by hand is nesting") {
    const auto nested = [](std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
    const std::string deepest = nested(512), deeper = nested(513);
    CHECK(written(script{deepest}) == deepest);
    std::string where = "$";
    for (int i = 0; i < 512; ++i) where += "[0]";
    check_refused(script{deeper}, errc::depth, where, "the limit is 512");

    const std::string three = nested(3);
    CHECK(written(script{three}, inkjet::options{.depth_limit = 3}) == three);
    std::string out;
    CHECK(inkjet::write(script{three}, out, inkjet::options{.depth_limit = 2}).code == errc::depth);
    CHECK(inkjet::write(std::vector{script{three}}, out, inkjet::options{.depth_limit = 3}).where() ==
          "$[0][0][0]");
    CHECK(inkjet::write(std::vector{script{three}, script{"[]"}}, out, inkjet::options{.depth_limit = 4}));
}

TEST_CASE("by hand nests at most 512 deep, whatever the limit") {
    std::string calls;
    for (int i = 0; i < 513; ++i) calls += "{k";
    calls += "v" + std::string(513, '}');
    std::string out = "kept";
    CHECK(inkjet::write(script{calls}, out, inkjet::options{.depth_limit = 60000}).code == errc::depth);
    CHECK(out == "kept");
}

TEST_CASE("white space by hand is as elsewhere") {
    for (const std::string_view calls :
         {"[]", "{}", "[v]", "{kv}", "[[]{}v{k[v]k{}}[[]]]", "{k[vv]k{k{}}kv}"}) {
        const std::string compact = written(script{calls});
        for (const unsigned indent : {1U, 2U, 8U, 200U})
            CHECK(written(script{calls}, inkjet::options{.indent = static_cast<unsigned char>(indent)}) ==
                  reindent(compact, indent));
    }
    const std::vector<script> several{{"[v]"}, {"{kv}"}};
    CHECK(written(several, inkjet::options{.indent = 3}) == reindent(written(several), 3));
}

TEST_CASE("keys are escaped and validated like other text") {
    std::string out;
    inkjet::writer writer(out);
    writer.begin_object();
    writer.key("a\"\n\\\x01");
    writer.value(1);
    writer.key(std::string(5000, 'k'));
    writer.value(2);
    writer.end_object();
    CHECK(writer.finish());
    CHECK(out == R"({"a\"\n\\\u0001":1,")" + std::string(5000, 'k') + "\":2}");

    out.clear();
    inkjet::writer refused(out);
    refused.begin_object();
    refused.member("fine", 1);
    refused.member("\xC3", 2);
    CHECK_FALSE(refused.ok());
    const inkjet::result r = refused.finish();
    CHECK(r.code == errc::invalid_utf8);
    CHECK(r.where() == "$");
    CHECK(out.empty());
}

TEST_CASE("long output by hand, in every kind of room") {
    std::string calls = "{", expected = "{";
    for (int i = 0; i < 20; ++i) {
        calls += "k[sv]m";
        expected += (i == 0 ? "" : ",") + ("\"k\":[\"" + std::string(700, 's') + "\",1],\"m\":\"value\"");
    }
    check_written(script{calls + "}"}, expected + "}");
}
