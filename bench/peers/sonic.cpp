// sonic-cpp writes documents of its own kind: the tree is made before, of strings that stay where they are.
#if !defined(__AVX2__)
# define SONIC_DYNAMIC_DISPATCH // it uses AVX2 all the same where the machine has it
#endif
#include "../members.hpp"
#include "../peer.hpp"

#include <sonic/sonic.h>

#include <concepts>
#include <memory>
#include <string_view>

namespace bench {
namespace {

using memory = sonic_json::Document::Allocator;
using node = sonic_json::Node;

node text(std::string_view v) { return node(v.data(), v.size()); }

template <class T>
node tree(const T& v, memory& in) {
    if constexpr (std::same_as<T, bool> || std::floating_point<T>) {
        return node(v);
    } else if constexpr (std::signed_integral<T>) {
        return node(std::int64_t{v});
    } else if constexpr (std::unsigned_integral<T>) {
        return node(std::uint64_t{v});
    } else if constexpr (is_text<T>) {
        return text(v);
    } else if constexpr (is_pointer_like<T>) {
        return v ? tree(*v, in) : node(sonic_json::kNull);
    } else if constexpr (is_map<T>) {
        node made(sonic_json::kObject);
        for (const auto& [key, mapped] : v) made.AddMember(key, tree(mapped, in), in, false);
        return made;
    } else if constexpr (has_members<T>) {
        node made(sonic_json::kObject);
        visit_members(v, [&]<class Key>(Key, const auto& member) {
            made.AddMember(Key::text, tree(member, in), in, false);
        });
        return made;
    } else {
        node made(sonic_json::kArray);
        for (const auto& element : v) made.PushBack(tree(element, in), in);
        return made;
    }
}

// The memory and the nodes that lie in it.
struct document_tree {
    template <class T>
    explicit document_tree(const T& from) : root(tree(from, nodes)) {}

    memory nodes;
    node root;
};

std::unique_ptr<task> prepare(const value& v) {
    return task_for(v, [](const auto& document) {
        return [built = std::make_unique<document_tree>(document),
                buffer = sonic_json::WriteBuffer()]() mutable -> std::string_view {
            if (built->root.Serialize(buffer) != sonic_json::kErrorNone) return {};
            const auto written = buffer.ToStringView();
            return {written.data(), written.size()};
        };
    });
}

const registration here{
    {"sonic-cpp tree", SONIC_VERSION_STRING, "Serialize alone: the tree is made before", prepare}};

} // namespace
} // namespace bench
