#include "../../examples/documents/rows.hpp"

#include <boost/json.hpp>

#include <string>

namespace documents {

void tag_invoke(boost::json::value_from_tag, boost::json::value& to, const row& from) {
    to = {{"id", from.id},
          {"name", from.name},
          {"email", from.email},
          {"city", from.city},
          {"score", from.score},
          {"active", from.active},
          {"tags", boost::json::value_from(from.tags)},
          {"note", from.note ? boost::json::value(*from.note) : boost::json::value()}};
}

} // namespace documents

void write_row(const documents::row& row, std::string& out) {
    out += boost::json::serialize(boost::json::value_from(row));
}
