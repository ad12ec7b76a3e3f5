// Reads and writes the order of small.hpp with nlohmann.
#pragma once

#include "nullable_nlohmann.hpp"
#include "small.hpp"

namespace documents {

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(address, street, city, postcode, country)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(customer, id, name, email, phone, ship_to)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(order_line, sku, title, quantity, unit_price)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(order, id, status, created_at, buyer, lines, total, currency, paid, coupon,
                                   parcel_mm)

} // namespace documents
