// Reads and writes the rows of rows.hpp with nlohmann.
#pragma once

#include "nullable_nlohmann.hpp"
#include "rows.hpp"

namespace documents {

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(row, id, name, email, city, score, active, tags, note)

} // namespace documents
