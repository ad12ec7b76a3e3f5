// glaze, which finds the members itself. Null members are written, as every other library here writes them.
#include "../peer.hpp"

#include <glaze/glaze.hpp>

#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

template <>
struct glz::meta<documents::account> {
    static constexpr std::string_view rename_key(std::string_view member) {
        return member == "protected_" ? "protected" : member;
    }
};

// A type that holds itself: glaze can't find out whether writing it may fail without asking that again.
template <>
struct glz::to<glz::JSON, std::unique_ptr<documents::tweet>> {
    template <auto Options>
    static void op(const auto& v, auto&&... rest) {
        if (v) {
            serialize<JSON>::op<Options>(*v, rest...);
        } else {
            serialize<JSON>::op<Options>(nullptr, rest...);
        }
    }
};

namespace bench {
namespace {

struct fast : glz::opts {
    constexpr fast() { skip_null_members = false; }
};
struct correct : fast {
    bool escape_control_characters = true;
};

template <class Options>
struct indented : Options {
    constexpr indented() { this->prettify = true; }
    std::uint8_t indentation_width = 2;
};

template <class Options>
std::unique_ptr<task> prepare(const value& v) {
    return task_for(v, [](const auto& document) {
        return [&document, out = std::string()]() mutable -> std::string_view {
            if (glz::write<Options{}>(document, out)) return {};
            return out;
        };
    });
}

template <class Options>
std::unique_ptr<task> prepare_in(const value& v, style written) {
    return written == style::indented ? prepare<indented<Options>>(v) : nullptr;
}

// Objects of its tree may be sorted maps. The tree is read from what it writes of the structs.
std::unique_ptr<task> from_tree_in(const value& v, style written) {
    if (written != style::sorted) return nullptr;
    return task_for(v, [](const auto& document) {
        std::string text;
        glz::generic_sorted_i64 tree;
        if (glz::write<correct{}>(document, text) || glz::read_json(tree, text))
            throw std::runtime_error("glaze can't make its tree");
        return [tree = std::move(tree), out = std::string()]() mutable -> std::string_view {
            if (glz::write<correct{}>(tree, out)) return {};
            return out;
        };
    });
}

const std::string version = std::to_string(glz::version.major) + "." + std::to_string(glz::version.minor) +
                            "." + std::to_string(glz::version.patch);
const registration as_it_comes{
    {"glaze", version, "into std::string, as it comes", prepare<fast>, prepare_in<fast>}};
const registration escaping{
    {"glaze, escaping", version, "with escape_control_characters", prepare<correct>, prepare_in<correct>}};
const registration sorted{{"glaze tree", version, "of sorted maps, made before", nullptr, from_tree_in}};

} // namespace
} // namespace bench
