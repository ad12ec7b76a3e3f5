// The outline of Canada in GeoJSON (RFC 7946): the plain structs of canada.json. Members have the names of
// their keys.
#pragma once

#include <array>
#include <string>
#include <vector>

namespace documents {

// Longitude and latitude in degrees.
using position = std::array<double, 2>;

struct polygon {
    std::string type;
    std::vector<std::vector<position>> coordinates; // rings of positions
};

struct feature_properties {
    std::string name;
};

struct feature {
    std::string type;
    feature_properties properties;
    polygon geometry;
};

struct canada {
    std::string type;
    std::vector<feature> features;
};

} // namespace documents
