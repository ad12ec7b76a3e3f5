// Reads and writes the structs of canada.hpp with nlohmann.
#pragma once

#include "canada.hpp"

#include <nlohmann/json.hpp>

namespace documents {

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(polygon, type, coordinates)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(feature_properties, name)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(feature, type, properties, geometry)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(canada, type, features)

} // namespace documents
