#include "collector/feeds/feed_document.h"

#include <algorithm>
#include <memory>
#include <utility>

#include <libxml/parser.h>
#include <libxml/parserInternals.h>

#include "collector/archive/utf8.h"

namespace vigie::collector {
namespace {

constexpr std::string_view kAtom = "http://www.w3.org/2005/Atom";
constexpr std::string_view kRss1 = "http://purl.org/rss/1.0/";
constexpr std::string_view kDublinCore = "http://purl.org/dc/elements/1.1/";
constexpr std::string_view kContentModule = "http://purl.org/rss/1.0/modules/content/";
constexpr std::size_t kMostFields = 500;  // of one channel or item

std::string_view text_of(const xmlChar* text) {
  return text == nullptr ? std::string_view{} : reinterpret_cast<const char*>(text);
}

std::string lower(std::string_view text) {
  std::string result{text};
  std::transform(result.begin(), result.end(), result.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return result;
}

/// What SAX hands over at the begin of an element.
struct StartTag {
  std::string_view local;
  std::string_view prefix;
  std::string_view uri;
  int attribute_count = 0;
  const xmlChar** attributes = nullptr;  ///< Five each: name, prefix, URI, begin, end of the value.

  /// Value of the attribute of that local name, its references decoded by libxml2.
  [[nodiscard]] std::string attribute(std::string_view name) const {
    for (int i = 0; i < attribute_count; ++i) {
      const xmlChar** at = attributes + static_cast<std::ptrdiff_t>(i) * 5;
      if (text_of(at[0]) == name) {
        return {reinterpret_cast<const char*>(at[3]), reinterpret_cast<const char*>(at[4])};
      }
    }
    return {};
  }

  /// The name that fields are known by: modules keep their prefix, RSS and Atom have none.
  [[nodiscard]] std::string field_name() const {
    if (uri == kDublinCore) {
      return "dc:" + lower(local);
    }
    if (uri == kContentModule) {
      return "content:" + lower(local);
    }
    const bool is_plain = prefix.empty() || uri == kAtom || uri == kRss1;
    return is_plain ? lower(local) : lower(prefix) + ":" + lower(local);
  }
};

/// Follows the document; nothing is stored but the fields.
class FeedReader {
 public:
  FeedReader(xmlParserCtxtPtr context, const FeedLimits& limits)
      : context_(context), limits_(limits) {}

  void begin(const StartTag& tag) {
    const Level level = level_of(tag);
    levels_.push_back(level);
    if (levels_.size() > limits_.max_depth) {
      fail("xml: too deep");
    } else if (levels_.size() == 1) {
      begin_root(tag);
    } else if (level == Level::kItem) {
      begin_item(tag);
    } else if (level == Level::kField) {
      begin_field(tag);
    } else if (field_ != nullptr) {
      append("<" + std::string{tag.local} + ">");
    }
  }

  void end(std::string_view local) {
    if (levels_.empty()) {
      return;
    }
    const Level level = levels_.back();
    levels_.pop_back();
    if (level == Level::kField) {
      field_ = nullptr;
    } else if (level == Level::kItem) {
      item_->is_whole = true;
      item_ = nullptr;
    } else if (field_ != nullptr) {
      append("</" + std::string{local} + ">");
    }
  }

  void characters(std::string_view text) {
    if (field_ == nullptr) {
      return;
    }
    if (!is_xhtml_) {
      append(text);
      return;
    }
    for (const char c : text) {
      append(c == '<' ? "&lt;" : c == '&' ? "&amp;" : std::string_view{&c, 1});
    }
  }

  /// A reference to an entity that XML does not know, as HTML's `&nbsp;`: left for the reader of
  /// the markup.
  void unknown_entity(std::string_view name) {
    if (field_ != nullptr) {
      append("&" + std::string{name} + ";");
    }
  }

  void fail(std::string_view reason) {
    if (failure_.empty()) {
      failure_ = reason;
    }
    xmlStopParser(context_);
  }

  [[nodiscard]] std::string_view failure() const { return failure_; }

  /// Whatever the document said its encoding was, and wherever a field was cut: UTF-8.
  [[nodiscard]] FeedDocument take() {
    mend(document_.language);
    mend(document_.channel);
    for (FeedElement& item : document_.items) {
      mend(item);
    }
    return std::move(document_);
  }

 private:
  static void mend(std::string& text) {
    if (!is_valid_utf8(text)) {
      text = repair_utf8(text);
    }
  }

  static void mend(FeedElement& element) {
    mend(element.about);
    for (FeedField& field : element.fields) {
      for (std::string* text : {&field.name, &field.text, &field.href, &field.rel}) {
        mend(*text);
      }
    }
  }

  enum class Level : std::uint8_t { kRoot, kChannel, kItem, kField, kOther };

  [[nodiscard]] Level level_of(const StartTag& tag) const {
    if (levels_.empty()) {
      return Level::kRoot;
    }
    const std::string name = lower(tag.local);
    const Level parent = levels_.back();
    const bool is_in_feed = parent == Level::kRoot || parent == Level::kChannel;
    if (is_in_feed && (name == "item" || name == "entry")) {
      return Level::kItem;
    }
    if (parent == Level::kRoot && name == "channel") {
      return Level::kChannel;
    }
    const bool is_atom_root = parent == Level::kRoot && root_ == "feed";
    const bool is_field = parent == Level::kChannel || parent == Level::kItem || is_atom_root;
    return is_field ? Level::kField : Level::kOther;
  }

  void begin_root(const StartTag& tag) {
    root_ = lower(tag.local);
    document_.language = tag.attribute("lang");
    if (root_ != "rss" && root_ != "rdf" && root_ != "feed") {
      fail("feed: none");
    }
  }

  void begin_item(const StartTag& tag) {
    if (document_.items.size() >= limits_.max_items) {
      ++document_.too_many;
      item_ = &spare_;
      spare_ = {};
      return;
    }
    item_ = &document_.items.emplace_back();
    item_->about = tag.attribute("about");
  }

  void begin_field(const StartTag& tag) {
    FeedElement& owner = item_ != nullptr ? *item_ : document_.channel;
    if (owner.fields.size() >= kMostFields) {
      spare_field_ = {};
      field_ = &spare_field_;
      return;
    }
    field_ = &owner.fields.emplace_back();
    field_->name = tag.field_name();
    field_->href = tag.attribute("href");
    if (field_->href.empty()) {
      field_->href = tag.attribute("term");
    }
    field_->rel = tag.attribute(field_->name == "guid" ? "isPermaLink" : "rel");
    const std::string type = tag.attribute("type");
    is_xhtml_ = type == "xhtml";
    if (tag.uri == kAtom) {
      field_->markup = type == "html" || is_xhtml_ ? FieldMarkup::kHtml : FieldMarkup::kPlain;
    }
  }

  void append(std::string_view text) {
    if (field_->text.size() + text.size() <= limits_.max_field_bytes) {
      field_->text.append(text);
    } else if (field_->text.size() < limits_.max_field_bytes) {
      field_->text.append(text.substr(0, limits_.max_field_bytes - field_->text.size()));
    }
  }

  xmlParserCtxtPtr context_;
  const FeedLimits& limits_;
  FeedDocument document_;
  std::vector<Level> levels_;
  std::string root_;
  FeedElement* item_ = nullptr;
  FeedField* field_ = nullptr;
  FeedElement spare_;
  FeedField spare_field_;
  bool is_xhtml_ = false;
  std::string_view failure_;
};

// libxml2 calls through C: nothing may be thrown past these.

FeedReader& reader_of(void* user) {
  return *static_cast<FeedReader*>(user);
}

void on_start(void* user,
              const xmlChar* local,
              const xmlChar* prefix,
              const xmlChar* uri,
              int /*namespace_count*/,
              const xmlChar** /*namespaces*/,
              int attribute_count,
              int /*defaulted*/,
              const xmlChar** attributes) noexcept {
  reader_of(user).begin(
      {text_of(local), text_of(prefix), text_of(uri), attribute_count, attributes});
}

void on_end(void* user,
            const xmlChar* local,
            const xmlChar* /*prefix*/,
            const xmlChar* /*uri*/) noexcept {
  reader_of(user).end(text_of(local));
}

void on_text(void* user, const xmlChar* text, int bytes) noexcept {
  reader_of(user).characters(
      {reinterpret_cast<const char*>(text), static_cast<std::size_t>(bytes)});
}

/// Entities of the document itself do not exist: they are refused where they are declared.
xmlEntityPtr on_entity(void* user, const xmlChar* name) noexcept {
  reader_of(user).unknown_entity(text_of(name));
  return nullptr;
}

void on_entity_declared(void* user,
                        const xmlChar* /*name*/,
                        int /*type*/,
                        const xmlChar* /*public_id*/,
                        const xmlChar* /*system_id*/,
                        xmlChar* /*content*/) noexcept {
  reader_of(user).fail("xml: entity declared");
}

/// Everything that is not named here is off: no tree, no DTD, no external subset, no network.
xmlSAXHandler sax_handler() {
  xmlSAXHandler handler{};
  handler.initialized = XML_SAX2_MAGIC;
  handler.startElementNs = on_start;
  handler.endElementNs = on_end;
  handler.characters = on_text;
  handler.ignorableWhitespace = on_text;
  handler.cdataBlock = on_text;
  handler.getEntity = on_entity;
  handler.entityDecl = on_entity_declared;
  return handler;
}

struct FreeContext {
  void operator()(xmlParserCtxtPtr context) const { xmlFreeParserCtxt(context); }
};

/// A publisher's broken UTF-8 is mended; libxml2 would read the rest of the document as Latin-1.
bool says_utf8(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF") ||
      bytes.substr(0, 4).find('\0') != std::string_view::npos) {
    return false;
  }
  const std::string head = lower(bytes.substr(0, std::min<std::size_t>(bytes.find("?>"), 200)));
  return head.find("encoding") == std::string::npos || head.find("utf-8") != std::string::npos;
}

tl::unexpected<ParseError> document_error(std::string_view reason) {
  return tl::unexpected{ParseError{.reason = reason, .detail = {}}};
}

}  // namespace

tl::expected<FeedDocument, ParseError> read_feed_document(std::string_view bytes,
                                                          const FeedLimits& limits) {
  static const bool is_ready = (xmlInitParser(), true);  // once, before any thread parses
  if (!is_ready || bytes.size() > limits.max_bytes) {
    return document_error("xml: too large");
  }
  std::string repaired;
  if (says_utf8(bytes) && !is_valid_utf8(bytes)) {
    repaired = repair_utf8(bytes);
    bytes = repaired;
  }
  const std::unique_ptr<xmlParserCtxt, FreeContext> context{
      xmlCreateMemoryParserCtxt(bytes.data(), static_cast<int>(bytes.size()))};
  if (!context) {
    return document_error("xml: malformed");  // empty
  }
  FeedReader reader{context.get(), limits};
  *context->sax = sax_handler();
  context->sax2 = 1;
  context->userData = &reader;
  xmlCtxtUseOptions(context.get(),
                    XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_RECOVER);
  xmlParseDocument(context.get());
  const std::unique_ptr<xmlDoc, void (*)(xmlDocPtr)> unused{context->myDoc, xmlFreeDoc};
  context->myDoc = nullptr;
  if (!reader.failure().empty()) {
    return document_error(reader.failure());
  }
  FeedDocument document = reader.take();
  document.is_well_formed = context->wellFormed != 0;
  if (!document.is_well_formed && document.items.empty() && document.channel.fields.empty()) {
    return document_error("xml: malformed");
  }
  return document;
}

}  // namespace vigie::collector
