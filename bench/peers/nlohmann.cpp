// nlohmann from the structs, with its macros, and from a tree of its own that was made before.
#include "../nlohmann_value.hpp"
#include "../peer.hpp"

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>

namespace bench {
namespace {

// What dump() does, into a string that keeps its memory.
void dump(const nlohmann::json& tree, std::string& out) {
    out.clear();
    nlohmann::detail::serializer<nlohmann::json> serializer(nlohmann::detail::output_adapter<char>(out), ' ');
    serializer.dump(tree, false, false, 0);
}

std::unique_ptr<task> from_structs(const value& v) {
    return task_for(v, [](const auto& document) {
        return [&document, out = std::string()]() mutable -> std::string_view {
            dump(nlohmann::json(document), out);
            return out;
        };
    });
}

std::unique_ptr<task> from_tree(const value& v) {
    return task_for(v, [](const auto& document) {
        return [tree = nlohmann::json(document), out = std::string()]() mutable -> std::string_view {
            dump(tree, out);
            return out;
        };
    });
}

const std::string version = std::to_string(NLOHMANN_JSON_VERSION_MAJOR) + "." +
                            std::to_string(NLOHMANN_JSON_VERSION_MINOR) + "." +
                            std::to_string(NLOHMANN_JSON_VERSION_PATCH);
const registration structs{{"nlohmann", version, "from structs: to_json by its macros, dump", from_structs}};
const registration tree{{"nlohmann tree", version, "dump alone: the tree is made before", from_tree}};

} // namespace
} // namespace bench
