// Rows of a table, as a service returns them from a query.
#pragma once

#include "random.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace documents {

struct row {
    std::int64_t id = 0;
    std::string name;
    std::string email;
    std::string city;
    double score = 0;
    bool active = false;
    std::vector<std::string> tags;
    std::optional<std::string> note;
};

using rows = std::vector<row>;

// Makes `count` rows; the same seed makes the same rows.
inline rows make_rows(std::uint64_t seed, std::size_t count) {
    using std::string_view_literals::operator""sv;
    static constexpr std::array given = {"Ada"sv,  "Björn"sv,    "Chloé"sv, "Dmitri"sv,
                                         "Elif"sv, "François"sv, "Grace"sv};
    static constexpr std::array family = {"Lovelace"sv, "Nakamura"sv, "O'Brien"sv,
                                          "Øster"sv,    "Quispe"sv,   "Smith"sv};
    static constexpr std::array cities = {"Lisboa"sv,    "München"sv, "Nairobi"sv,
                                          "São Paulo"sv, "大阪"sv,    "Zürich"sv};
    static constexpr std::array tags = {"new"sv,        "beta"sv,          "returning"sv,
                                        "newsletter"sv, "early adopter"sv, "vip"sv};
    static constexpr std::array notes = {"called back"sv, "asked for the \"large\" plan"sv,
                                         "address:\n12 Rue de l'Église"sv, "prefers mail"sv};
    random from(seed);
    rows made(count);
    for (std::size_t i = 0; i < count; ++i) {
        row& r = made[i];
        r.id = static_cast<std::int64_t>(i) + 1;
        r.name.append(from.pick(given)).append(" ").append(from.pick(family));
        r.email = from.text(5 + from.below(8), "abcdefghijklmnopqrstuvwxyz");
        r.email.append(std::to_string(from.below(1000))).append("@example.com");
        r.city = from.pick(cities);
        r.score = from.chance(50) ? static_cast<double>(from.below(10'000)) / 100 : from.uniform() * 100;
        r.active = from.chance(70);
        for (std::uint64_t left = from.below(5); left > 0; --left) r.tags.emplace_back(from.pick(tags));
        if (from.chance(30)) r.note = from.pick(notes);
    }
    return made;
}

} // namespace documents
