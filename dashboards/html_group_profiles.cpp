#include "dashboards/html_group_profiles.h"

#include <algorithm>
#include <cstddef>

#include <fmt/format.h>

#include "dashboards/defang.h"
#include "dashboards/group_text.h"
#include "dashboards/html_escape.h"
#include "dashboards/phrases.h"
#include "dashboards/utf8.h"

namespace vigie::dashboards {
namespace {

std::string text_of(const ReportProfileText& text, const GroupContext& context) {
  const GroupPhrases& g = group_phrases(context.language);
  if (text.withheld || text.text.empty()) {
    return fmt::format(R"(<span class="text quiet">{}</span>)",
                       text.withheld ? g.profiles_withheld : g.profiles_changed);
  }
  const std::size_t limit = context.limits.text_limit;
  const std::string cut = cut_characters(text.text, limit);
  return fmt::format(R"(<span class="text">{}</span>)",
                     isolate_html(cut_characters(defang_text(visible_text(cut)), limit)));
}

}  // namespace

std::string profiles_sentence(const ReportGroup& group, Language language) {
  const GroupPhrases& g = group_phrases(language);
  if (!group.profiles || group.profiles->members == 0) {
    return std::string{g.unknown};
  }
  return fill(g.profiles.meaning,
              format_count(language, group.profiles->sharing),
              format_count(language, group.profiles->members),
              format_expected(language, group.profiles->expected));
}

std::string render_group_profiles(const ReportGroup& group, const GroupContext& context) {
  if (!group.profiles || group.profiles->texts.empty()) {
    return {};
  }
  const Language language = context.language;
  const GroupPhrases& g = group_phrases(language);
  std::string items;
  const auto& texts = group.profiles->texts;
  for (std::size_t i = 0; i < std::min(texts.size(), context.limits.objects); ++i) {
    items += fmt::format(R"(<li><span class="when">{}</span> {}</li>)",
                         fill(g.profiles_item,
                              i + 1,
                              accounts_text(language, texts[i].members),
                              format_count(language, texts[i].accounts),
                              format_count(language, group.profiles->accounts)),
                         text_of(texts[i], context));
  }
  return fmt::format(R"(<h4>{}</h4><ul class="plain">{}</ul><p class="quiet">{}</p>)",
                     g.profiles_title,
                     items,
                     g.profiles_about);
}

}  // namespace vigie::dashboards
