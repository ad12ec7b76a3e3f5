// Reads and writes the structs of twitter.hpp with nlohmann: by its macros where every key is always there,
// by one list of members for both directions where some may be absent or are named otherwise.
#pragma once

#include "nullable_nlohmann.hpp"
#include "twitter.hpp"

namespace documents {

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(url_entity, url, expanded_url, display_url, indices)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(url_entities, urls)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(hashtag, text, indices)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(mention, screen_name, name, id, id_str, indices)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(media_size, w, h, resize)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(media_sizes, medium, small, thumb, large)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(geo_point, type, coordinates)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(tweet_place, id, place_type, full_name, country_code)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(tweet_metadata, result_type, iso_language_code)

template <class Media, class Visit>
void media_members(Media& media, Visit visit) {
    visit("id", media.id);
    visit("id_str", media.id_str);
    visit("indices", media.indices);
    visit("media_url", media.media_url);
    visit("media_url_https", media.media_url_https);
    visit("url", media.url);
    visit("display_url", media.display_url);
    visit("expanded_url", media.expanded_url);
    visit("type", media.type);
    visit("sizes", media.sizes);
    visit("source_status_id", media.source_status_id);
    visit("source_status_id_str", media.source_status_id_str);
}
inline void to_json(nlohmann::json& to, const media_entity& from) { media_members(from, into_object{to}); }
inline void from_json(const nlohmann::json& from, media_entity& to) {
    media_members(to, out_of_object{from});
}

template <class Entities, class Visit>
void tweet_entities_members(Entities& entities, Visit visit) {
    visit("hashtags", entities.hashtags);
    visit("symbols", entities.symbols);
    visit("urls", entities.urls);
    visit("user_mentions", entities.user_mentions);
    visit("media", entities.media);
}
inline void to_json(nlohmann::json& to, const tweet_entities& from) {
    tweet_entities_members(from, into_object{to});
}
inline void from_json(const nlohmann::json& from, tweet_entities& to) {
    tweet_entities_members(to, out_of_object{from});
}

template <class Entities, class Visit>
void account_entities_members(Entities& entities, Visit visit) {
    visit("url", entities.url);
    visit("description", entities.description);
}
inline void to_json(nlohmann::json& to, const account_entities& from) {
    account_entities_members(from, into_object{to});
}
inline void from_json(const nlohmann::json& from, account_entities& to) {
    account_entities_members(to, out_of_object{from});
}

template <class Account, class Visit>
void account_members(Account& user, Visit visit) {
    visit("id", user.id);
    visit("id_str", user.id_str);
    visit("name", user.name);
    visit("screen_name", user.screen_name);
    visit("location", user.location);
    visit("description", user.description);
    visit("url", user.url);
    visit("entities", user.entities);
    visit("protected", user.protected_);
    visit("followers_count", user.followers_count);
    visit("friends_count", user.friends_count);
    visit("listed_count", user.listed_count);
    visit("created_at", user.created_at);
    visit("favourites_count", user.favourites_count);
    visit("utc_offset", user.utc_offset);
    visit("time_zone", user.time_zone);
    visit("geo_enabled", user.geo_enabled);
    visit("verified", user.verified);
    visit("statuses_count", user.statuses_count);
    visit("lang", user.lang);
    visit("contributors_enabled", user.contributors_enabled);
    visit("is_translator", user.is_translator);
    visit("is_translation_enabled", user.is_translation_enabled);
    visit("profile_background_color", user.profile_background_color);
    visit("profile_background_image_url", user.profile_background_image_url);
    visit("profile_background_image_url_https", user.profile_background_image_url_https);
    visit("profile_background_tile", user.profile_background_tile);
    visit("profile_image_url", user.profile_image_url);
    visit("profile_image_url_https", user.profile_image_url_https);
    visit("profile_banner_url", user.profile_banner_url);
    visit("profile_link_color", user.profile_link_color);
    visit("profile_sidebar_border_color", user.profile_sidebar_border_color);
    visit("profile_sidebar_fill_color", user.profile_sidebar_fill_color);
    visit("profile_text_color", user.profile_text_color);
    visit("profile_use_background_image", user.profile_use_background_image);
    visit("default_profile", user.default_profile);
    visit("default_profile_image", user.default_profile_image);
    visit("following", user.following);
    visit("follow_request_sent", user.follow_request_sent);
    visit("notifications", user.notifications);
}
inline void to_json(nlohmann::json& to, const account& from) { account_members(from, into_object{to}); }
inline void from_json(const nlohmann::json& from, account& to) { account_members(to, out_of_object{from}); }

// A tweet may hold the tweet that it repeats, and nlohmann finds these two only when they are declared
// before.
void to_json(nlohmann::json& to, const tweet& from);
void from_json(const nlohmann::json& from, tweet& to);

template <class Tweet, class Visit>
void tweet_members(Tweet& tweet, Visit visit) {
    visit("metadata", tweet.metadata);
    visit("created_at", tweet.created_at);
    visit("id", tweet.id);
    visit("id_str", tweet.id_str);
    visit("text", tweet.text);
    visit("source", tweet.source);
    visit("truncated", tweet.truncated);
    visit("in_reply_to_status_id", tweet.in_reply_to_status_id);
    visit("in_reply_to_status_id_str", tweet.in_reply_to_status_id_str);
    visit("in_reply_to_user_id", tweet.in_reply_to_user_id);
    visit("in_reply_to_user_id_str", tweet.in_reply_to_user_id_str);
    visit("in_reply_to_screen_name", tweet.in_reply_to_screen_name);
    visit("user", tweet.user);
    visit("geo", tweet.geo);
    visit("coordinates", tweet.coordinates);
    visit("place", tweet.place);
    visit("contributors", tweet.contributors);
    visit("retweeted_status", tweet.retweeted_status);
    visit("retweet_count", tweet.retweet_count);
    visit("favorite_count", tweet.favorite_count);
    visit("entities", tweet.entities);
    visit("favorited", tweet.favorited);
    visit("retweeted", tweet.retweeted);
    visit("possibly_sensitive", tweet.possibly_sensitive);
    visit("lang", tweet.lang);
}
inline void to_json(nlohmann::json& to, const tweet& from) { tweet_members(from, into_object{to}); }
inline void from_json(const nlohmann::json& from, tweet& to) { tweet_members(to, out_of_object{from}); }

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(search_summary, completed_in, max_id, max_id_str, next_results, query,
                                   refresh_url, count, since_id, since_id_str)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(twitter, statuses, search_metadata)

} // namespace documents
