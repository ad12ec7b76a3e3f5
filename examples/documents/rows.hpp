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

// Makes rows one after the other; the same seed makes the same rows.
class row_maker {
  public:
    explicit row_maker(std::uint64_t seed) noexcept : from_(seed) {}

    // Makes the next row in the place of another one, whose memory it takes over.
    void next(row& r) {
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
        r.id = ++made_;
        r.name.assign(from_.pick(given)).append(" ").append(from_.pick(family));
        r.email = from_.text(5 + from_.below(8), "abcdefghijklmnopqrstuvwxyz");
        r.email.append(std::to_string(from_.below(1000))).append("@example.com");
        r.city = from_.pick(cities);
        r.score = from_.chance(50) ? static_cast<double>(from_.below(10'000)) / 100 : from_.uniform() * 100;
        r.active = from_.chance(70);
        r.tags.clear();
        for (std::uint64_t left = from_.below(5); left > 0; --left) r.tags.emplace_back(from_.pick(tags));
        r.note.reset();
        if (from_.chance(30)) r.note = from_.pick(notes);
    }

  private:
    random from_;
    std::int64_t made_ = 0;
};

inline rows make_rows(std::uint64_t seed, std::size_t count) {
    row_maker maker(seed);
    rows made(count);
    for (row& r : made) maker.next(r);
    return made;
}

} // namespace documents
