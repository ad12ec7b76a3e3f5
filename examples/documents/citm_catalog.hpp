// The catalog of a concert hall: the plain structs of citm_catalog.json. Members have the names of their
// keys.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace documents {

struct event {
    std::optional<std::string> description;
    std::int64_t id = 0;
    std::optional<std::string> logo;
    std::string name;
    std::vector<std::int64_t> subTopicIds;
    std::optional<std::string> subjectCode;
    std::optional<std::string> subtitle;
    std::vector<std::int64_t> topicIds;
};

struct price {
    std::int64_t amount = 0; // cents
    std::int64_t audienceSubCategoryId = 0;
    std::int64_t seatCategoryId = 0;
};

struct area {
    std::int64_t areaId = 0;
    std::vector<std::int64_t> blockIds;
};

struct seat_category {
    std::vector<area> areas;
    std::int64_t seatCategoryId = 0;
};

struct performance {
    std::int64_t eventId = 0;
    std::int64_t id = 0;
    std::optional<std::string> logo;
    std::optional<std::string> name;
    std::vector<price> prices;
    std::vector<seat_category> seatCategories;
    std::optional<std::string> seatMapImage;
    std::int64_t start = 0; // milliseconds since 1970
    std::string venueCode;
};

using name_map = std::map<std::string, std::string>;

struct citm_catalog {
    name_map areaNames;
    name_map audienceSubCategoryNames;
    name_map blockNames;
    std::map<std::string, event> events;
    std::vector<performance> performances;
    name_map seatCategoryNames;
    name_map subTopicNames;
    name_map subjectNames;
    name_map topicNames;
    std::map<std::string, std::vector<std::int64_t>> topicSubTopics;
    name_map venueNames;
};

} // namespace documents
