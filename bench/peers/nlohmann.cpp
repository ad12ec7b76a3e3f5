// nlohmann from the structs, with its macros, and from a tree of its own that was made before.
#include "../nlohmann_value.hpp"
#include "../peer.hpp"

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>

namespace bench {
namespace {

// What dump() does, into a string that keeps its memory.
void dump(const nlohmann::json& tree, std::string& out, style written = style::plain) {
    out.clear();
    nlohmann::detail::serializer<nlohmann::json> serializer(nlohmann::detail::output_adapter<char>(out), ' ');
    if (written == style::indented) {
        serializer.dump(tree, true, false, 2);
    } else {
        serializer.dump(tree, false, written == style::ascii, 0);
    }
}

// Its objects are maps: whatever it writes is sorted.
bool has(style written) { return written != style::html_safe && written != style::slashes; }

std::unique_ptr<task> from_structs_in(const value& v, style written) {
    if (!has(written)) return nullptr;
    return task_for(v, [written](const auto& document) {
        return [&document, written, out = std::string()]() mutable -> std::string_view {
            dump(nlohmann::json(document), out, written);
            return out;
        };
    });
}

std::unique_ptr<task> from_structs(const value& v) { return from_structs_in(v, style::plain); }

std::unique_ptr<task> from_tree_in(const value& v, style written) {
    if (!has(written)) return nullptr;
    return task_for(v, [written](const auto& document) {
        return [tree = nlohmann::json(document), written, out = std::string()]() mutable -> std::string_view {
            dump(tree, out, written);
            return out;
        };
    });
}

std::unique_ptr<task> from_tree(const value& v) { return from_tree_in(v, style::plain); }

const std::string version = std::to_string(NLOHMANN_JSON_VERSION_MAJOR) + "." +
                            std::to_string(NLOHMANN_JSON_VERSION_MINOR) + "." +
                            std::to_string(NLOHMANN_JSON_VERSION_PATCH);
const registration structs{
    {"nlohmann", version, "from structs: to_json by its macros, dump", from_structs, from_structs_in}};
const registration tree{
    {"nlohmann tree", version, "dump alone: the tree is made before", from_tree, from_tree_in}};

} // namespace
} // namespace bench
