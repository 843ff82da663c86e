#include "dashboards/html_posts.h"

#include <algorithm>
#include <cstddef>

#include <fmt/format.h>

#include "dashboards/defang.h"
#include "dashboards/html_escape.h"
#include "dashboards/html_limits.h"
#include "dashboards/phrases.h"
#include "dashboards/utf8.h"
#include "dashboards/withheld_text.h"
#include "dashboards/words.h"

namespace vigie::dashboards {
namespace {

constexpr std::size_t kUrlLimit = 110;  // characters of an address
constexpr std::size_t kUrlsPerPost = 3;

}  // namespace

std::string render_post_body(const ReportPost& post, Language language, std::uint32_t text_limit) {
  const Phrases& p = phrases(language);
  const std::size_t limit = std::min<std::size_t>(kUrlLimit, text_limit);
  if (post.withheld) {
    return fmt::format(R"(<span class="text quiet">{}</span>)",
                       escape_html(withheld_post(language, *post.withheld)));
  }
  std::string out;
  if (!post.text.empty()) {
    const std::string cut = cut_characters(post.text, text_limit);
    const std::string text = cut_characters(defang_text(visible_text(cut)), text_limit);
    out += fmt::format(R"(<span class="text">{}</span>)", isolate_html(text));
  } else if (!post.subject.empty()) {
    out += fmt::format(R"(<span class="text quiet">{} <code>{}</code></span>)",
                       p.repost_of,
                       isolate_html(cut_characters(post.subject, limit)));
  }
  for (std::size_t i = 0; i < std::min(post.urls.size(), kUrlsPerPost); ++i) {
    out += fmt::format(
        R"(<code class="url">{}</code>)",
        isolate_html(cut_characters(defang_url(cut_characters(post.urls[i], limit)), limit)));
  }
  if (post.urls.size() > kUrlsPerPost) {
    out += fmt::format(R"(<span class="quiet">{}</span>)",
                       fill(p.more_links, post.urls.size() - kUrlsPerPost));
  }
  return out;
}

std::string render_posts(const std::vector<const ReportPost*>& posts,
                         std::size_t all,
                         const AccountContext& context) {
  const Phrases& p = phrases(context.language);
  if (posts.empty()) {
    return fmt::format("<h4>{}</h4><p>{}</p>", p.posts_behind, p.no_posts_kept);
  }
  std::string out = fmt::format("<h4>{}</h4>", p.posts_behind);
  if (posts.size() < all) {
    out += fmt::format(R"(<p class="quiet">{}</p>)", fill(p.posts_cut, posts.size(), all));
  }
  out += R"(<ol class="posts">)";
  for (const ReportPost* post : posts) {
    out += fmt::format(
        R"(<li id="p{}-{}"><span class="when"><time datetime="{}">{}</time>, {}</span>{}</li>)",
        context.number,
        post->post_id,
        to_iso8601(post->time),
        format_time(context.language, post->time),
        escape_html(cut_characters(kind_text(context.language, post->kind), kWordLimit)),
        render_post_body(*post, context.language, context.text_limit));
  }
  return out + "</ol>";
}

}  // namespace vigie::dashboards
