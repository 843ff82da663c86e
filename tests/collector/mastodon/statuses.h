// Statuses of an invented instance, and a fake of it that pages as Mastodon does.
#pragma once

#include <string>
#include <vector>

#include "collector/mastodon/site.h"
#include "tests/support/live_tools.h"

namespace vigie::collector::mastodon::tests {

using collector::tests::answer_of;
using collector::tests::LiveWorld;

inline const std::string kOrigin = "https://social.example";

inline std::string account_json(const std::string& more = {}) {
  return R"({"id":"7","acct":"ana","url":"https://social.example/@ana","uri":"https://social.example/users/ana")" +
         (more.empty() ? "" : "," + more) + "}";
}

inline std::string uri_of(int id) {
  return "https://social.example/users/ana/statuses/" + std::to_string(id);
}

/// A public status of Ana's, posted `id` minutes after ten o'clock; `more` wins over the rest.
inline std::string status_json(int id,
                               const std::string& more = {},
                               const std::string& account = account_json()) {
  const std::string minute = std::to_string(100 + id % 60).substr(1);
  return "{" + (more.empty() ? "" : more + ",") + R"("id":")" + std::to_string(id) +
         R"(","uri":")" + uri_of(id) + R"(","created_at":"2026-03-02T10:)" + minute +
         R"(:00.000Z","visibility":"public","content":"<p>Hello</p>","account":)" + account + "}";
}

inline std::string in_json_string(const std::string& json) {
  std::string result = "\"";
  for (const char c : json) {
    result += c == '"' || c == '\\' ? std::string{'\\', c} : std::string{c};
  }
  return result + '"';
}

inline std::string event_json(const std::string& kind, const std::string& payload) {
  return R"({"stream":["public:local"],"event":")" + kind + R"(","payload":)" +
         in_json_string(payload) + "}";
}

inline MastodonInstance acknowledged() {
  MastodonInstance instance;
  instance.url = kOrigin;
  instance.terms_acknowledged = true;
  return instance;
}

/// The value of `key` in a query; empty: not there.
inline std::string query_of(const std::string& url, const std::string& key) {
  const std::size_t at = url.find(key + "=");
  return at == std::string::npos
             ? std::string{}
             : url.substr(at + key.size() + 1, url.find('&', at) - at - key.size() - 1);
}

/// An instance with statuses 1 to `newest`, `page_size` a page, newest first.
struct MastodonWorld : LiveWorld {
  int newest = 0;
  int page_size = 3;
  bool knows_min_id = true;
  std::string rules =
      R"({"version":"4.7.0","configuration":{"urls":{"streaming":"wss://stream.example"}}})";
  std::vector<std::string> pages;  ///< Addresses of pages asked for.

  MastodonWorld() {
    http.answer = [this](const HttpRequest& request) -> collector::tests::ScriptedHttp::Answer {
      return answer_to(request);
    };
  }

  HttpResponse answer_to(const HttpRequest& request) {
    if (request.url.find("/api/v2/instance") != std::string::npos) {
      return answer_of(200, rules, {{"Content-Type", "application/json"}});
    }
    if (request.url.find("/lookup") != std::string::npos) {
      return query_of(request.url, "acct") == "ana" ? answer_of(200, account_json())
                                                    : answer_of(404, R"({"error":"x"})");
    }
    pages.push_back(request.url.substr(kOrigin.size()));
    return page_for(request.url);
  }

  HttpResponse page_for(const std::string& url) const {
    const std::string min_id = knows_min_id ? query_of(url, "min_id") : "";
    const std::string max_id = query_of(url, "max_id");
    int first = max_id.empty() ? newest : std::stoi(max_id) - 1;
    first = min_id.empty() ? first : std::min(newest, std::stoi(min_id) + page_size);
    const int end = min_id.empty() ? std::max(first - page_size, 0) : std::stoi(min_id);
    std::string body = "[";
    for (int id = first; id > end; --id) {
      body += (id == first ? "" : ",") + status_json(id);
    }
    HttpHeaders headers;
    if (first > end) {
      const std::string path = url.substr(0, url.find('?'));
      headers.push_back({"Link",
                         "<" + path + "?max_id=" + std::to_string(end + 1) + ">; rel=\"next\", <" +
                             path + "?min_id=" + std::to_string(first) + ">; rel=\"prev\""});
    }
    return answer_of(200, body + "]", headers);
  }

  [[nodiscard]] std::shared_ptr<Site> site(const MastodonInstance& options = acknowledged(),
                                           const std::string& token = {}) {
    return std::make_shared<Site>(options, token, tools);
  }
};

}  // namespace vigie::collector::mastodon::tests
