// A small message of about 670 bytes: the order of a web shop.
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

struct address {
    std::string street;
    std::string city;
    std::string postcode;
    std::string country;
};

struct customer {
    std::int64_t id = 0;
    std::string name;
    std::string email;
    std::optional<std::string> phone;
    address ship_to;
};

struct order_line {
    std::string sku;
    std::string title;
    std::int64_t quantity = 0;
    double unit_price = 0;
};

struct order {
    std::int64_t id = 0;
    std::string status;
    std::string created_at;
    customer buyer;
    std::vector<order_line> lines;
    double total = 0;
    std::string currency;
    bool paid = false;
    std::optional<std::string> coupon;
    std::array<std::int64_t, 3> parcel_mm{};
};

// Makes an order of four lines; the same seed makes the same order.
inline order make_order(std::uint64_t seed) {
    using std::string_view_literals::operator""sv;
    static constexpr std::array titles = {"Fountain pen"sv, "Ink, midnight blue"sv,
                                          "Notebook A5 \"dot grid\""sv, "Blotting paper"sv};
    static constexpr std::array statuses = {"open"sv, "packed"sv, "shipped"sv};
    random from(seed);
    order made;
    made.id = from.between(1'000'000, 9'999'999);
    made.status = from.pick(statuses);
    made.created_at = "2024-05-17T09:" + std::to_string(from.between(10, 59)) + ":42Z";
    made.buyer = {from.between(10'000, 99'999),
                  "Zoë Müller",
                  "zoe.mueller@example.com",
                  std::nullopt,
                  {"Lange Straße 12", "Köln", "50667", "DE"}};
    std::int64_t cents = 0;
    for (const std::string_view title : titles) {
        const std::int64_t unit = from.between(199, 9999);
        const std::int64_t quantity = from.between(1, 9);
        cents += unit * quantity;
        made.lines.push_back({"SKU-" + std::to_string(from.between(10'000, 99'999)), std::string(title),
                              quantity, static_cast<double>(unit) / 100});
    }
    made.total = static_cast<double>(cents) / 100;
    made.currency = "EUR";
    made.paid = from.chance(50);
    made.coupon = "WELCOME-" + std::to_string(from.between(10, 99));
    made.parcel_mm = {320, 240, from.between(40, 99)};
    return made;
}

} // namespace documents
