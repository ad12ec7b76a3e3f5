// A page of tweets as the search of Twitter's API 1.1 returned it: the plain structs of twitter.json. Members
// have the names of their keys. A member that the file leaves out in some objects is optional here, so it is
// written as null.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace documents {

// Where an entity begins and ends in its text, in code points.
using text_range = std::array<std::int64_t, 2>;

struct url_entity {
    std::string url;
    std::string expanded_url;
    std::string display_url;
    text_range indices{};
};

struct url_entities {
    std::vector<url_entity> urls;
};

struct hashtag {
    std::string text;
    text_range indices{};
};

struct mention {
    std::string screen_name;
    std::string name;
    std::int64_t id = 0;
    std::string id_str;
    text_range indices{};
};

struct media_size {
    std::int64_t w = 0;
    std::int64_t h = 0;
    std::string resize;
};

struct media_sizes {
    media_size medium;
    media_size small;
    media_size thumb;
    media_size large;
};

struct media_entity {
    std::int64_t id = 0;
    std::string id_str;
    text_range indices{};
    std::string media_url;
    std::string media_url_https;
    std::string url;
    std::string display_url;
    std::string expanded_url;
    std::string type;
    media_sizes sizes;
    std::optional<std::int64_t> source_status_id;    // may be absent
    std::optional<std::string> source_status_id_str; // may be absent
};

struct tweet_entities {
    std::vector<hashtag> hashtags;
    std::vector<hashtag> symbols;
    std::vector<url_entity> urls;
    std::vector<mention> user_mentions;
    std::optional<std::vector<media_entity>> media; // may be absent
};

struct account_entities {
    std::optional<url_entities> url; // may be absent
    url_entities description;
};

struct account {
    std::int64_t id = 0;
    std::string id_str;
    std::string name;
    std::string screen_name;
    std::string location;
    std::string description;
    std::optional<std::string> url;
    account_entities entities;
    bool protected_ = false; // the key is "protected"
    std::int64_t followers_count = 0;
    std::int64_t friends_count = 0;
    std::int64_t listed_count = 0;
    std::string created_at;
    std::int64_t favourites_count = 0;
    std::optional<std::int64_t> utc_offset;
    std::optional<std::string> time_zone;
    bool geo_enabled = false;
    bool verified = false;
    std::int64_t statuses_count = 0;
    std::string lang;
    bool contributors_enabled = false;
    bool is_translator = false;
    bool is_translation_enabled = false;
    std::string profile_background_color;
    std::string profile_background_image_url;
    std::string profile_background_image_url_https;
    bool profile_background_tile = false;
    std::string profile_image_url;
    std::string profile_image_url_https;
    std::optional<std::string> profile_banner_url; // may be absent
    std::string profile_link_color;
    std::string profile_sidebar_border_color;
    std::string profile_sidebar_fill_color;
    std::string profile_text_color;
    bool profile_use_background_image = false;
    bool default_profile = false;
    bool default_profile_image = false;
    bool following = false;
    bool follow_request_sent = false;
    bool notifications = false;
};

struct geo_point {
    std::string type;
    std::array<double, 2> coordinates{};
};

struct tweet_place {
    std::string id;
    std::string place_type;
    std::string full_name;
    std::string country_code;
};

struct tweet_metadata {
    std::string result_type;
    std::string iso_language_code;
};

struct tweet {
    tweet_metadata metadata;
    std::string created_at;
    std::int64_t id = 0;
    std::string id_str;
    std::string text;
    std::string source;
    bool truncated = false;
    std::optional<std::int64_t> in_reply_to_status_id;
    std::optional<std::string> in_reply_to_status_id_str;
    std::optional<std::int64_t> in_reply_to_user_id;
    std::optional<std::string> in_reply_to_user_id_str;
    std::optional<std::string> in_reply_to_screen_name;
    account user;
    std::optional<geo_point> geo;
    std::optional<geo_point> coordinates;
    std::optional<tweet_place> place;
    std::optional<std::vector<std::int64_t>> contributors;
    std::unique_ptr<tweet> retweeted_status; // may be absent
    std::int64_t retweet_count = 0;
    std::int64_t favorite_count = 0;
    tweet_entities entities;
    bool favorited = false;
    bool retweeted = false;
    std::optional<bool> possibly_sensitive; // may be absent
    std::string lang;
};

struct search_summary {
    double completed_in = 0; // seconds
    std::int64_t max_id = 0;
    std::string max_id_str;
    std::string next_results;
    std::string query;
    std::string refresh_url;
    std::int64_t count = 0;
    std::int64_t since_id = 0;
    std::string since_id_str;
};

struct twitter {
    std::vector<tweet> statuses;
    search_summary search_metadata;
};

} // namespace documents
