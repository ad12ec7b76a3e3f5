// The members of the structs with their keys, for the libraries that have to be told.
#pragma once

#include "workload.hpp"

#include <algorithm>
#include <concepts>
#include <cstddef>
#include <string_view>

namespace bench {

// A key that is known to the compiler, for libraries that make use of that.
template <std::size_t N>
struct key_text {
    char characters[N]{};
    consteval key_text(const char (&literal)[N]) { std::copy_n(literal, N, characters); }
};
template <key_text Text>
struct key_constant {
    static constexpr std::string_view text{Text.characters, sizeof Text.characters - 1};
};
template <key_text Text>
inline constexpr key_constant<Text> key{};

// Each calls visit(key, member) for every member in order.

void visit_members(const documents::url_entity& v, auto&& visit) {
    visit(key<"url">, v.url);
    visit(key<"expanded_url">, v.expanded_url);
    visit(key<"display_url">, v.display_url);
    visit(key<"indices">, v.indices);
}

void visit_members(const documents::url_entities& v, auto&& visit) { visit(key<"urls">, v.urls); }

void visit_members(const documents::hashtag& v, auto&& visit) {
    visit(key<"text">, v.text);
    visit(key<"indices">, v.indices);
}

void visit_members(const documents::mention& v, auto&& visit) {
    visit(key<"screen_name">, v.screen_name);
    visit(key<"name">, v.name);
    visit(key<"id">, v.id);
    visit(key<"id_str">, v.id_str);
    visit(key<"indices">, v.indices);
}

void visit_members(const documents::media_size& v, auto&& visit) {
    visit(key<"w">, v.w);
    visit(key<"h">, v.h);
    visit(key<"resize">, v.resize);
}

void visit_members(const documents::media_sizes& v, auto&& visit) {
    visit(key<"medium">, v.medium);
    visit(key<"small">, v.small);
    visit(key<"thumb">, v.thumb);
    visit(key<"large">, v.large);
}

void visit_members(const documents::media_entity& v, auto&& visit) {
    visit(key<"id">, v.id);
    visit(key<"id_str">, v.id_str);
    visit(key<"indices">, v.indices);
    visit(key<"media_url">, v.media_url);
    visit(key<"media_url_https">, v.media_url_https);
    visit(key<"url">, v.url);
    visit(key<"display_url">, v.display_url);
    visit(key<"expanded_url">, v.expanded_url);
    visit(key<"type">, v.type);
    visit(key<"sizes">, v.sizes);
    visit(key<"source_status_id">, v.source_status_id);
    visit(key<"source_status_id_str">, v.source_status_id_str);
}

void visit_members(const documents::tweet_entities& v, auto&& visit) {
    visit(key<"hashtags">, v.hashtags);
    visit(key<"symbols">, v.symbols);
    visit(key<"urls">, v.urls);
    visit(key<"user_mentions">, v.user_mentions);
    visit(key<"media">, v.media);
}

void visit_members(const documents::account_entities& v, auto&& visit) {
    visit(key<"url">, v.url);
    visit(key<"description">, v.description);
}

void visit_members(const documents::account& v, auto&& visit) {
    visit(key<"id">, v.id);
    visit(key<"id_str">, v.id_str);
    visit(key<"name">, v.name);
    visit(key<"screen_name">, v.screen_name);
    visit(key<"location">, v.location);
    visit(key<"description">, v.description);
    visit(key<"url">, v.url);
    visit(key<"entities">, v.entities);
    visit(key<"protected">, v.protected_);
    visit(key<"followers_count">, v.followers_count);
    visit(key<"friends_count">, v.friends_count);
    visit(key<"listed_count">, v.listed_count);
    visit(key<"created_at">, v.created_at);
    visit(key<"favourites_count">, v.favourites_count);
    visit(key<"utc_offset">, v.utc_offset);
    visit(key<"time_zone">, v.time_zone);
    visit(key<"geo_enabled">, v.geo_enabled);
    visit(key<"verified">, v.verified);
    visit(key<"statuses_count">, v.statuses_count);
    visit(key<"lang">, v.lang);
    visit(key<"contributors_enabled">, v.contributors_enabled);
    visit(key<"is_translator">, v.is_translator);
    visit(key<"is_translation_enabled">, v.is_translation_enabled);
    visit(key<"profile_background_color">, v.profile_background_color);
    visit(key<"profile_background_image_url">, v.profile_background_image_url);
    visit(key<"profile_background_image_url_https">, v.profile_background_image_url_https);
    visit(key<"profile_background_tile">, v.profile_background_tile);
    visit(key<"profile_image_url">, v.profile_image_url);
    visit(key<"profile_image_url_https">, v.profile_image_url_https);
    visit(key<"profile_banner_url">, v.profile_banner_url);
    visit(key<"profile_link_color">, v.profile_link_color);
    visit(key<"profile_sidebar_border_color">, v.profile_sidebar_border_color);
    visit(key<"profile_sidebar_fill_color">, v.profile_sidebar_fill_color);
    visit(key<"profile_text_color">, v.profile_text_color);
    visit(key<"profile_use_background_image">, v.profile_use_background_image);
    visit(key<"default_profile">, v.default_profile);
    visit(key<"default_profile_image">, v.default_profile_image);
    visit(key<"following">, v.following);
    visit(key<"follow_request_sent">, v.follow_request_sent);
    visit(key<"notifications">, v.notifications);
}

void visit_members(const documents::geo_point& v, auto&& visit) {
    visit(key<"type">, v.type);
    visit(key<"coordinates">, v.coordinates);
}

void visit_members(const documents::tweet_place& v, auto&& visit) {
    visit(key<"id">, v.id);
    visit(key<"place_type">, v.place_type);
    visit(key<"full_name">, v.full_name);
    visit(key<"country_code">, v.country_code);
}

void visit_members(const documents::tweet_metadata& v, auto&& visit) {
    visit(key<"result_type">, v.result_type);
    visit(key<"iso_language_code">, v.iso_language_code);
}

void visit_members(const documents::tweet& v, auto&& visit) {
    visit(key<"metadata">, v.metadata);
    visit(key<"created_at">, v.created_at);
    visit(key<"id">, v.id);
    visit(key<"id_str">, v.id_str);
    visit(key<"text">, v.text);
    visit(key<"source">, v.source);
    visit(key<"truncated">, v.truncated);
    visit(key<"in_reply_to_status_id">, v.in_reply_to_status_id);
    visit(key<"in_reply_to_status_id_str">, v.in_reply_to_status_id_str);
    visit(key<"in_reply_to_user_id">, v.in_reply_to_user_id);
    visit(key<"in_reply_to_user_id_str">, v.in_reply_to_user_id_str);
    visit(key<"in_reply_to_screen_name">, v.in_reply_to_screen_name);
    visit(key<"user">, v.user);
    visit(key<"geo">, v.geo);
    visit(key<"coordinates">, v.coordinates);
    visit(key<"place">, v.place);
    visit(key<"contributors">, v.contributors);
    visit(key<"retweeted_status">, v.retweeted_status);
    visit(key<"retweet_count">, v.retweet_count);
    visit(key<"favorite_count">, v.favorite_count);
    visit(key<"entities">, v.entities);
    visit(key<"favorited">, v.favorited);
    visit(key<"retweeted">, v.retweeted);
    visit(key<"possibly_sensitive">, v.possibly_sensitive);
    visit(key<"lang">, v.lang);
}

void visit_members(const documents::search_summary& v, auto&& visit) {
    visit(key<"completed_in">, v.completed_in);
    visit(key<"max_id">, v.max_id);
    visit(key<"max_id_str">, v.max_id_str);
    visit(key<"next_results">, v.next_results);
    visit(key<"query">, v.query);
    visit(key<"refresh_url">, v.refresh_url);
    visit(key<"count">, v.count);
    visit(key<"since_id">, v.since_id);
    visit(key<"since_id_str">, v.since_id_str);
}

void visit_members(const documents::twitter& v, auto&& visit) {
    visit(key<"statuses">, v.statuses);
    visit(key<"search_metadata">, v.search_metadata);
}

void visit_members(const documents::event& v, auto&& visit) {
    visit(key<"description">, v.description);
    visit(key<"id">, v.id);
    visit(key<"logo">, v.logo);
    visit(key<"name">, v.name);
    visit(key<"subTopicIds">, v.subTopicIds);
    visit(key<"subjectCode">, v.subjectCode);
    visit(key<"subtitle">, v.subtitle);
    visit(key<"topicIds">, v.topicIds);
}

void visit_members(const documents::price& v, auto&& visit) {
    visit(key<"amount">, v.amount);
    visit(key<"audienceSubCategoryId">, v.audienceSubCategoryId);
    visit(key<"seatCategoryId">, v.seatCategoryId);
}

void visit_members(const documents::area& v, auto&& visit) {
    visit(key<"areaId">, v.areaId);
    visit(key<"blockIds">, v.blockIds);
}

void visit_members(const documents::seat_category& v, auto&& visit) {
    visit(key<"areas">, v.areas);
    visit(key<"seatCategoryId">, v.seatCategoryId);
}

void visit_members(const documents::performance& v, auto&& visit) {
    visit(key<"eventId">, v.eventId);
    visit(key<"id">, v.id);
    visit(key<"logo">, v.logo);
    visit(key<"name">, v.name);
    visit(key<"prices">, v.prices);
    visit(key<"seatCategories">, v.seatCategories);
    visit(key<"seatMapImage">, v.seatMapImage);
    visit(key<"start">, v.start);
    visit(key<"venueCode">, v.venueCode);
}

void visit_members(const documents::citm_catalog& v, auto&& visit) {
    visit(key<"areaNames">, v.areaNames);
    visit(key<"audienceSubCategoryNames">, v.audienceSubCategoryNames);
    visit(key<"blockNames">, v.blockNames);
    visit(key<"events">, v.events);
    visit(key<"performances">, v.performances);
    visit(key<"seatCategoryNames">, v.seatCategoryNames);
    visit(key<"subTopicNames">, v.subTopicNames);
    visit(key<"subjectNames">, v.subjectNames);
    visit(key<"topicNames">, v.topicNames);
    visit(key<"topicSubTopics">, v.topicSubTopics);
    visit(key<"venueNames">, v.venueNames);
}

void visit_members(const documents::polygon& v, auto&& visit) {
    visit(key<"type">, v.type);
    visit(key<"coordinates">, v.coordinates);
}

void visit_members(const documents::feature_properties& v, auto&& visit) { visit(key<"name">, v.name); }

void visit_members(const documents::feature& v, auto&& visit) {
    visit(key<"type">, v.type);
    visit(key<"properties">, v.properties);
    visit(key<"geometry">, v.geometry);
}

void visit_members(const documents::canada& v, auto&& visit) {
    visit(key<"type">, v.type);
    visit(key<"features">, v.features);
}

void visit_members(const documents::row& v, auto&& visit) {
    visit(key<"id">, v.id);
    visit(key<"name">, v.name);
    visit(key<"email">, v.email);
    visit(key<"city">, v.city);
    visit(key<"score">, v.score);
    visit(key<"active">, v.active);
    visit(key<"tags">, v.tags);
    visit(key<"note">, v.note);
}

void visit_members(const documents::address& v, auto&& visit) {
    visit(key<"street">, v.street);
    visit(key<"city">, v.city);
    visit(key<"postcode">, v.postcode);
    visit(key<"country">, v.country);
}

void visit_members(const documents::customer& v, auto&& visit) {
    visit(key<"id">, v.id);
    visit(key<"name">, v.name);
    visit(key<"email">, v.email);
    visit(key<"phone">, v.phone);
    visit(key<"ship_to">, v.ship_to);
}

void visit_members(const documents::order_line& v, auto&& visit) {
    visit(key<"sku">, v.sku);
    visit(key<"title">, v.title);
    visit(key<"quantity">, v.quantity);
    visit(key<"unit_price">, v.unit_price);
}

void visit_members(const documents::order& v, auto&& visit) {
    visit(key<"id">, v.id);
    visit(key<"status">, v.status);
    visit(key<"created_at">, v.created_at);
    visit(key<"buyer">, v.buyer);
    visit(key<"lines">, v.lines);
    visit(key<"total">, v.total);
    visit(key<"currency">, v.currency);
    visit(key<"paid">, v.paid);
    visit(key<"coupon">, v.coupon);
    visit(key<"parcel_mm">, v.parcel_mm);
}

void visit_members(const message& v, auto&& visit) {
    visit(key<"user">, v.user);
    visit(key<"action">, v.action);
    visit(key<"time">, v.time);
    visit(key<"count">, v.count);
    visit(key<"accepted">, v.accepted);
}

struct ignore_member {
    void operator()(auto, const auto&) const {}
};

template <class T>
concept has_members = requires(const T& v) { visit_members(v, ignore_member{}); };
template <class T>
concept is_text = std::convertible_to<const T&, std::string_view>;
template <class T>
concept is_map = requires { typename T::mapped_type; };
template <class T>
concept is_pointer_like = requires(const T& v) { *v, v.operator->(), static_cast<bool>(v); };

} // namespace bench
