// Reads and writes the structs of citm_catalog.hpp with nlohmann.
#pragma once

#include "citm_catalog.hpp"
#include "nullable_nlohmann.hpp"

namespace documents {

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(event, description, id, logo, name, subTopicIds, subjectCode, subtitle,
                                   topicIds)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(price, amount, audienceSubCategoryId, seatCategoryId)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(area, areaId, blockIds)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(seat_category, areas, seatCategoryId)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(performance, eventId, id, logo, name, prices, seatCategories, seatMapImage,
                                   start, venueCode)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(citm_catalog, areaNames, audienceSubCategoryNames, blockNames, events,
                                   performances, seatCategoryNames, subTopicNames, subjectNames, topicNames,
                                   topicSubTopics, venueNames)

} // namespace documents
