// Makes pages of tweets from a seed, shaped like twitter.json: texts in many scripts, emoji, escapes, links,
// retweets.
#pragma once

#include "random.hpp"
#include "twitter.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace documents {

// One page is made by one of these: its functions draw from the same stream of random bits. No expression
// draws twice from it where the order of evaluation is the compiler's choice.
class tweet_maker {
  public:
    explicit tweet_maker(std::uint64_t seed) noexcept : random_(seed) {}

    tweet make_tweet(bool may_repeat = true) {
        tweet made;
        const std::string_view lang = random_.pick(langs);
        made.metadata = {"recent", std::string(lang)};
        made.created_at = make_date("2014");
        made.id = make_id();
        made.id_str = std::to_string(made.id);
        made.source = random_.pick(sources);
        if (random_.chance(9)) answer_somebody(made);
        made.user = make_account(lang);
        if (random_.chance(5)) made.geo = made.coordinates = make_point();
        if (random_.chance(5)) made.place = make_place();
        if (may_repeat && random_.chance(40)) {
            made.retweeted_status = std::make_unique<tweet>(make_tweet(false));
            const tweet& repeated = *made.retweeted_status;
            made.text = "RT @" + repeated.user.screen_name + ": " + repeated.text;
            made.entities.user_mentions.push_back({repeated.user.screen_name,
                                                   repeated.user.name,
                                                   repeated.user.id,
                                                   repeated.user.id_str,
                                                   {3, end_of(repeated.user.screen_name, 4)}});
        } else {
            write_text(made);
        }
        made.retweet_count = random_.chance(30) ? random_.between(1, 80'000) : 0;
        made.favorite_count = random_.chance(30) ? random_.between(1, 9'000) : 0;
        if (random_.chance(8)) made.entities.media.emplace().push_back(make_media());
        made.favorited = random_.chance(2);
        if (random_.chance(15)) made.possibly_sensitive = random_.chance(10);
        made.lang = lang;
        return made;
    }

    search_summary make_summary(std::size_t count) {
        search_summary made;
        made.completed_in = static_cast<double>(random_.between(20, 200)) / 1000;
        made.max_id = make_id();
        made.max_id_str = std::to_string(made.max_id);
        made.query = "%E4%B8%80";
        made.next_results = "?max_id=" + made.max_id_str + "&q=" + made.query +
                            "&count=" + std::to_string(count) + "&include_entities=1";
        made.refresh_url = "?since_id=" + made.max_id_str + "&q=" + made.query + "&include_entities=1";
        made.count = static_cast<std::int64_t>(count);
        made.since_id_str = "0";
        return made;
    }

  private:
    static constexpr std::array<std::string_view, 6> langs = {"ja", "en", "de", "ar", "hi", "pt"};
    static constexpr std::array<std::string_view, 12> phrases = {
        "一日一回は外に出て、空を見上げることにしている。",
        "今日のお昼はラーメンでした🍜 また行きたい！",
        "Just shipped a release. Time for coffee ☕️",
        "she said \"never again\" and then did it again",
        "C:\\Users\\me\\notes.txt is not a backup\\plan",
        "erste Zeile\nzweite Zeile\n\ttrotzdem noch Platz für Grüße",
        "صباح الخير من القاهرة",
        "आज का दिन बहुत अच्छा है",
        "Bom dia! Que a semana seja leve 🌞🌊",
        "Сегодня идёт снег",
        "👩‍👩‍👧‍👦 family trip 🚀🚀🚀",
        "<b>not html</b> &amp; proud of it",
    };
    static constexpr std::array<std::string_view, 6> names = {
        "さくら@お絵描き", "Marie ✨", "j_doe \"JD\"", "محمد", "Иван Петров 🎸", "Plain Name"};
    static constexpr std::array<std::string_view, 5> places = {"", "東京", "São Paulo", "Berlin / Köln",
                                                               "somewhere\\else"};
    static constexpr std::array<std::string_view, 3> sources = {
        "<a href=\"http://twitter.com/download/iphone\" rel=\"nofollow\">Twitter for iPhone</a>",
        "<a href=\"http://twitter.com\" rel=\"nofollow\">Twitter Web Client</a>",
        "<a href=\"http://example.com/つぶやき\" rel=\"nofollow\">つぶやき</a>",
    };
    static constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz";
    static constexpr std::string_view letters_and_digits =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    static constexpr std::string_view hex_digits = "0123456789ABCDEF";

    // Returns how many code points the text has: its bytes but the continuation bytes.
    static std::int64_t code_points(std::string_view text) noexcept {
        std::int64_t count = 0;
        for (const char c : text) count += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
        return count;
    }
    static std::int64_t end_of(std::string_view text, std::int64_t begin) noexcept {
        return begin + code_points(text);
    }

    std::int64_t make_id() { return random_.between(500'000'000'000'000'000, 510'000'000'000'000'000); }

    std::string make_date(std::string_view year) {
        static constexpr std::array<std::string_view, 4> days = {"Sun Aug 31", "Mon Sep 01", "Tue Feb 11",
                                                                 "Fri Dec 05"};
        std::string made(random_.pick(days));
        made += ' ';
        made += std::to_string(random_.between(10, 23));
        made += ':';
        made += std::to_string(random_.between(10, 59));
        made += ":07 +0000 ";
        made += year;
        return made;
    }

    std::string make_color() { return random_.text(6, hex_digits); }

    url_entity make_url(std::int64_t begin) {
        url_entity made;
        made.url = "http://t.co/" + random_.text(10, letters_and_digits);
        made.display_url = random_.text(8, letters) + ".com/";
        made.display_url += random_.text(12, letters) + "…";
        made.expanded_url =
            "http://" + made.display_url.substr(0, 12) + "/" + random_.text(20, letters_and_digits);
        made.indices = {begin, end_of(made.url, begin)};
        return made;
    }

    // Sets the text, and the entities that are found in it.
    void write_text(tweet& made) {
        std::string& text = made.text;
        text = random_.pick(phrases);
        if (random_.chance(50)) text.append(" ").append(random_.pick(phrases));
        if (random_.chance(20)) {
            const std::string tag = random_.text(3 + random_.below(9), letters);
            const std::int64_t begin = code_points(text) + 1;
            text.append(" #").append(tag);
            made.entities.hashtags.push_back({tag, {begin, end_of(tag, begin + 1)}});
        }
        if (random_.chance(30)) {
            made.entities.urls.push_back(make_url(code_points(text) + 1));
            text.append(" ").append(made.entities.urls.back().url);
        }
    }

    void answer_somebody(tweet& made) {
        made.in_reply_to_status_id = make_id();
        made.in_reply_to_status_id_str = std::to_string(*made.in_reply_to_status_id);
        made.in_reply_to_user_id = random_.between(1'000'000, 2'900'000'000);
        made.in_reply_to_user_id_str = std::to_string(*made.in_reply_to_user_id);
        made.in_reply_to_screen_name = random_.text(9, letters);
    }

    account make_account(std::string_view lang) {
        static constexpr std::string_view images = "pbs.twimg.com/profile_images/";
        account made;
        made.id = random_.between(1'000'000, 2'900'000'000);
        made.id_str = std::to_string(made.id);
        made.name = random_.pick(names);
        made.screen_name = random_.text(5 + random_.below(10), letters);
        made.location = random_.pick(places);
        made.description.append(random_.pick(phrases)).append(" ").append(random_.pick(phrases));
        if (random_.chance(15)) {
            made.entities.url.emplace().urls.push_back(make_url(0));
            made.url = made.entities.url->urls.front().url;
        }
        made.protected_ = random_.chance(3);
        made.followers_count = random_.between(0, 60'000);
        made.friends_count = random_.between(0, 5'000);
        made.listed_count = random_.between(0, 300);
        made.created_at = make_date("2011");
        made.favourites_count = random_.between(0, 20'000);
        if (random_.chance(20)) {
            made.utc_offset = random_.between(-12, 12) * 3600;
            made.time_zone = "Irkutsk";
        }
        made.geo_enabled = random_.chance(30);
        made.verified = random_.chance(2);
        made.statuses_count = random_.between(1, 90'000);
        made.lang = lang;
        made.profile_background_color = make_color();
        made.profile_background_image_url = "http://abs.twimg.com/images/themes/theme1/bg.png";
        made.profile_background_image_url_https = "https://abs.twimg.com/images/themes/theme1/bg.png";
        made.profile_background_tile = random_.chance(40);
        const std::string image = made.id_str + "/" + random_.text(8, letters_and_digits) + "_normal.jpeg";
        made.profile_image_url.append("http://").append(images).append(image);
        made.profile_image_url_https.append("https://").append(images).append(image);
        if (random_.chance(85))
            made.profile_banner_url = "https://pbs.twimg.com/profile_banners/" + made.id_str;
        made.profile_link_color = make_color();
        made.profile_sidebar_border_color = make_color();
        made.profile_sidebar_fill_color = make_color();
        made.profile_text_color = make_color();
        made.profile_use_background_image = random_.chance(90);
        made.default_profile = random_.chance(50);
        made.following = random_.chance(5);
        return made;
    }

    geo_point make_point() {
        const double latitude = static_cast<double>(random_.between(-90'000'000, 90'000'000)) / 1'000'000;
        // The difference is exact, so that a fused multiply-add rounds as two steps do: the same on every
        // machine.
        const double longitude = (random_.uniform() - 0.5) * 360;
        return {"Point", {latitude, longitude}};
    }

    tweet_place make_place() { return {random_.text(16, hex_digits), "city", "Zürich, Schweiz", "CH"}; }

    media_entity make_media() {
        media_entity made;
        made.id = make_id();
        made.id_str = std::to_string(made.id);
        made.indices = {100, 122};
        const std::string path = "pbs.twimg.com/media/" + random_.text(15, letters_and_digits) + ".jpg";
        made.media_url = "http://" + path;
        made.media_url_https = "https://" + path;
        made.url = "http://t.co/" + random_.text(10, letters_and_digits);
        made.display_url = "pic.twitter.com/" + random_.text(10, letters_and_digits);
        made.expanded_url =
            "http://twitter.com/" + random_.text(9, letters) + "/status/" + made.id_str + "/photo/1";
        made.type = "photo";
        made.sizes = {{600, 399, "fit"}, {340, 226, "fit"}, {150, 150, "crop"}, {1024, 682, "fit"}};
        if (random_.chance(60)) {
            made.source_status_id = make_id();
            made.source_status_id_str = std::to_string(*made.source_status_id);
        }
        return made;
    }

    random random_;
};

// Makes a page of `count` tweets, about 3.5 KB each when written; the same seed makes the same page.
inline twitter make_tweets(std::uint64_t seed, std::size_t count) {
    tweet_maker maker(seed);
    twitter made;
    made.statuses.reserve(count);
    for (std::size_t i = 0; i < count; ++i) made.statuses.push_back(maker.make_tweet());
    made.search_metadata = maker.make_summary(count);
    return made;
}

} // namespace documents
