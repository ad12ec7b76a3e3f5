// Jsonifier, which is told the members and names most of them itself, into the buffer that it keeps.
#include "../members.hpp"
#include "../peer.hpp"

#include <concepts>
#include <jsonifier>
#include <memory>
#include <string_view>

template <>
struct jsonifier::core<documents::url_entity> {
    using T = documents::url_entity;
    static constexpr auto parseValue = createValue<&T::url, &T::expanded_url, &T::display_url, &T::indices>();
};
template <>
struct jsonifier::core<documents::url_entities> {
    using T = documents::url_entities;
    static constexpr auto parseValue = createValue<&T::urls>();
};
template <>
struct jsonifier::core<documents::hashtag> {
    using T = documents::hashtag;
    static constexpr auto parseValue = createValue<&T::text, &T::indices>();
};
template <>
struct jsonifier::core<documents::mention> {
    using T = documents::mention;
    static constexpr auto parseValue =
        createValue<&T::screen_name, &T::name, &T::id, &T::id_str, &T::indices>();
};
template <>
struct jsonifier::core<documents::media_size> {
    using T = documents::media_size;
    static constexpr auto parseValue = createValue<&T::w, &T::h, &T::resize>();
};
template <>
struct jsonifier::core<documents::media_sizes> {
    using T = documents::media_sizes;
    static constexpr auto parseValue = createValue<&T::medium, &T::small, &T::thumb, &T::large>();
};
template <>
struct jsonifier::core<documents::media_entity> {
    using T = documents::media_entity;
    static constexpr auto parseValue =
        createValue<&T::id, &T::id_str, &T::indices, &T::media_url, &T::media_url_https, &T::url,
                    &T::display_url, &T::expanded_url, &T::type, &T::sizes, &T::source_status_id,
                    &T::source_status_id_str>();
};
template <>
struct jsonifier::core<documents::tweet_entities> {
    using T = documents::tweet_entities;
    static constexpr auto parseValue =
        createValue<&T::hashtags, &T::symbols, &T::urls, &T::user_mentions, &T::media>();
};
template <>
struct jsonifier::core<documents::account_entities> {
    using T = documents::account_entities;
    static constexpr auto parseValue = createValue<&T::url, &T::description>();
};
template <>
struct jsonifier::core<documents::account> {
    using T = documents::account;
    static constexpr auto parseValue =
        createValue<&T::id, &T::id_str, &T::name, &T::screen_name, &T::location, &T::description, &T::url,
                    &T::entities, makeJsonEntity<&T::protected_, "protected">(), &T::followers_count,
                    &T::friends_count, &T::listed_count, &T::created_at, &T::favourites_count, &T::utc_offset,
                    &T::time_zone, &T::geo_enabled, &T::verified, &T::statuses_count, &T::lang,
                    &T::contributors_enabled, &T::is_translator, &T::is_translation_enabled,
                    &T::profile_background_color, &T::profile_background_image_url,
                    &T::profile_background_image_url_https, &T::profile_background_tile,
                    &T::profile_image_url, &T::profile_image_url_https, &T::profile_banner_url,
                    &T::profile_link_color, &T::profile_sidebar_border_color, &T::profile_sidebar_fill_color,
                    &T::profile_text_color, &T::profile_use_background_image, &T::default_profile,
                    &T::default_profile_image, &T::following, &T::follow_request_sent, &T::notifications>();
};
template <>
struct jsonifier::core<documents::geo_point> {
    using T = documents::geo_point;
    static constexpr auto parseValue = createValue<&T::type, &T::coordinates>();
};
template <>
struct jsonifier::core<documents::tweet_place> {
    using T = documents::tweet_place;
    static constexpr auto parseValue = createValue<&T::id, &T::place_type, &T::full_name, &T::country_code>();
};
template <>
struct jsonifier::core<documents::tweet_metadata> {
    using T = documents::tweet_metadata;
    static constexpr auto parseValue = createValue<&T::result_type, &T::iso_language_code>();
};
template <>
struct jsonifier::core<documents::tweet> {
    using T = documents::tweet;
    static constexpr auto parseValue =
        createValue<&T::metadata, &T::created_at, &T::id, &T::id_str, &T::text, &T::source, &T::truncated,
                    &T::in_reply_to_status_id, &T::in_reply_to_status_id_str, &T::in_reply_to_user_id,
                    &T::in_reply_to_user_id_str, &T::in_reply_to_screen_name, &T::user, &T::geo,
                    &T::coordinates, &T::place, &T::contributors, &T::retweeted_status, &T::retweet_count,
                    &T::favorite_count, &T::entities, &T::favorited, &T::retweeted, &T::possibly_sensitive,
                    &T::lang>();
};
template <>
struct jsonifier::core<documents::search_summary> {
    using T = documents::search_summary;
    static constexpr auto parseValue =
        createValue<&T::completed_in, &T::max_id, &T::max_id_str, &T::next_results, &T::query,
                    &T::refresh_url, &T::count, &T::since_id, &T::since_id_str>();
};
template <>
struct jsonifier::core<documents::twitter> {
    using T = documents::twitter;
    static constexpr auto parseValue = createValue<&T::statuses, &T::search_metadata>();
};
template <>
struct jsonifier::core<documents::event> {
    using T = documents::event;
    static constexpr auto parseValue =
        createValue<&T::description, &T::id, &T::logo, &T::name, &T::subTopicIds, &T::subjectCode,
                    &T::subtitle, &T::topicIds>();
};
template <>
struct jsonifier::core<documents::price> {
    using T = documents::price;
    static constexpr auto parseValue =
        createValue<&T::amount, &T::audienceSubCategoryId, &T::seatCategoryId>();
};
template <>
struct jsonifier::core<documents::area> {
    using T = documents::area;
    static constexpr auto parseValue = createValue<&T::areaId, &T::blockIds>();
};
template <>
struct jsonifier::core<documents::seat_category> {
    using T = documents::seat_category;
    static constexpr auto parseValue = createValue<&T::areas, &T::seatCategoryId>();
};
template <>
struct jsonifier::core<documents::performance> {
    using T = documents::performance;
    static constexpr auto parseValue =
        createValue<&T::eventId, &T::id, &T::logo, &T::name, &T::prices, &T::seatCategories, &T::seatMapImage,
                    &T::start, &T::venueCode>();
};
template <>
struct jsonifier::core<documents::citm_catalog> {
    using T = documents::citm_catalog;
    static constexpr auto parseValue =
        createValue<&T::areaNames, &T::audienceSubCategoryNames, &T::blockNames, &T::events, &T::performances,
                    &T::seatCategoryNames, &T::subTopicNames, &T::subjectNames, &T::topicNames,
                    &T::topicSubTopics, &T::venueNames>();
};
template <>
struct jsonifier::core<documents::polygon> {
    using T = documents::polygon;
    static constexpr auto parseValue = createValue<&T::type, &T::coordinates>();
};
template <>
struct jsonifier::core<documents::feature_properties> {
    using T = documents::feature_properties;
    static constexpr auto parseValue = createValue<&T::name>();
};
template <>
struct jsonifier::core<documents::feature> {
    using T = documents::feature;
    static constexpr auto parseValue = createValue<&T::type, &T::properties, &T::geometry>();
};
template <>
struct jsonifier::core<documents::canada> {
    using T = documents::canada;
    static constexpr auto parseValue = createValue<&T::type, &T::features>();
};
template <>
struct jsonifier::core<documents::row> {
    using T = documents::row;
    static constexpr auto parseValue =
        createValue<&T::id, &T::name, &T::email, &T::city, &T::score, &T::active, &T::tags, &T::note>();
};
template <>
struct jsonifier::core<documents::address> {
    using T = documents::address;
    static constexpr auto parseValue = createValue<&T::street, &T::city, &T::postcode, &T::country>();
};
template <>
struct jsonifier::core<documents::customer> {
    using T = documents::customer;
    static constexpr auto parseValue = createValue<&T::id, &T::name, &T::email, &T::phone, &T::ship_to>();
};
template <>
struct jsonifier::core<documents::order_line> {
    using T = documents::order_line;
    static constexpr auto parseValue = createValue<&T::sku, &T::title, &T::quantity, &T::unit_price>();
};
template <>
struct jsonifier::core<documents::order> {
    using T = documents::order;
    static constexpr auto parseValue =
        createValue<&T::id, &T::status, &T::created_at, &T::buyer, &T::lines, &T::total, &T::currency,
                    &T::paid, &T::coupon, &T::parcel_mm>();
};
template <>
struct jsonifier::core<bench::message> {
    using T = bench::message;
    static constexpr auto parseValue = createValue<&T::user, &T::action, &T::time, &T::count, &T::accepted>();
};

namespace bench {
namespace {

// What it writes on lines of their own, by two spaces.
consteval jsonifier::serialize_options in_style(bool indented) {
    jsonifier::serialize_options chosen{};
    chosen.prettify = indented;
    chosen.indentSize = 2;
    return chosen;
}

template <bool Indented>
class writer : jsonifier::jsonifier_core<> {
  public:
    // It makes room for two bytes for each of a text, where six may come: spare room lies behind its end, so
    // that an overrun shows and does no harm.
    void add_spare_room(std::size_t text_size) { stringBuffer.reserve(8 * text_size + 4096); }

    template <class T>
    std::string_view operator()(const T& document) {
        const jsonifier::string_view written = serializeJson<in_style(Indented)>(document);
        if (written.size() > stringBuffer.size()) throw overrun();
        return {written.data(), written.size()};
    }
};

template <bool Indented>
std::unique_ptr<task> prepare(const value& v) {
    return task_for(v, [](const auto& document) {
        auto write = std::make_unique<writer<Indented>>();
        if constexpr (is_text<decltype(document)>) write->add_spare_room(document.size());
        return [&document, write = std::move(write)]() -> std::string_view { return (*write)(document); };
    });
}

std::unique_ptr<task> prepare_in(const value& v, style written) {
    return written == style::indented ? prepare<true>(v) : nullptr;
}

const registration here{
    {"Jsonifier", INKJET_BENCH_VERSION, "into the buffer that it keeps", prepare<false>, prepare_in}};

} // namespace
} // namespace bench
