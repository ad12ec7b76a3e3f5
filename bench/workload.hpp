// What is written: the workloads and the types of their values.
#pragma once

#include "../examples/documents/canada.hpp"
#include "../examples/documents/citm_catalog.hpp"
#include "../examples/documents/rows.hpp"
#include "../examples/documents/small.hpp"
#include "../examples/documents/twitter.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace bench {

// What a service sends in answer to a click.
struct message {
    std::string user;
    std::string action;
    std::int64_t time = 0;
    std::int32_t count = 0;
    bool accepted = false;
};

inline constexpr std::size_t million = 1'000'000;
using bools = std::array<bool, million>; // contiguous, which std::vector<bool> is not

// A value of any workload. Behind a pointer, so that it is nowhere moved or copied.
template <class... T>
using pointer_to_one_of = std::variant<std::unique_ptr<const T>...>;
using value =
    pointer_to_one_of<documents::twitter, documents::citm_catalog, documents::canada, documents::order,
                      documents::rows, message, std::string, std::vector<std::string>, std::vector<double>,
                      std::vector<float>, std::vector<std::int64_t>, std::vector<std::uint32_t>, bools,
                      std::vector<std::uint8_t>>;

// How a value is written: as compact JSON, or with one option.
enum class style {
    plain,
    indented, // by two spaces
    sorted,   // keys by their bytes
    ascii,
    html_safe, // no <, > and & as they are
    slashes,   // / as \/
};

struct workload {
    std::string_view section; // documents, strings, numbers, options
    std::string_view name;
    std::string_view about;
    bool in_mean = true; // counts in the geometric mean of the thirteen
    style written = style::plain;
    std::function<value()> make;
};

// Returns all workloads in the order of the table. The generated ones are the same in every run. The three
// documents are there when `corpus` is a folder with their files (twitter.json and so on), else generated
// tweets take their place. A value is made when it is asked for.
std::vector<workload> workloads(const std::string& corpus);

} // namespace bench
