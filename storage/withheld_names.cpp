#include "storage/withheld_names.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "storage/keyed_hash.h"

namespace vigie::storage {
namespace {

constexpr std::string_view kPseudonymKey = "SELECT key FROM pseudonym_key";
constexpr std::string_view kAnybodyOptedOut =
    "SELECT EXISTS (SELECT 1 FROM account INDEXED BY account_opted_out WHERE opt_out <> 0)";
constexpr std::string_view kWithheldAccount =
    "SELECT p.name, a.native_id, a.opt_out FROM account a "
    "JOIN platform p ON p.platform_id = a.platform_id WHERE a.account_id = ?1";
constexpr std::string_view kWithheldHandle =
    "SELECT a.account_id FROM account a JOIN platform p ON p.platform_id = a.platform_id "
    "WHERE a.handle = ?1 COLLATE NOCASE AND a.opt_out <> 0 AND (?2 = '' OR p.name = ?2) "
    "ORDER BY p.name, a.native_id LIMIT 1";
constexpr std::string_view kWithheldNativeId =
    "SELECT a.account_id FROM platform p "
    "CROSS JOIN account a ON a.platform_id = p.platform_id AND a.native_id = ?1 "
    "WHERE a.opt_out <> 0 AND (?2 = '' OR p.name = ?2) ORDER BY p.name LIMIT 1";
// `name@` to `name[`: every server's account of that local name.
constexpr std::string_view kWithheldLocalName =
    "SELECT 1 FROM account WHERE handle >= ?1 COLLATE NOCASE AND handle < ?2 COLLATE NOCASE "
    "AND opt_out <> 0 LIMIT 1";
constexpr std::string_view kAuthorOfPost =
    "SELECT t.account_id FROM platform p "
    "CROSS JOIN post t ON t.platform_id = p.platform_id AND t.native_id = ?2 WHERE p.name = ?1";
constexpr std::string_view kAuthorOfShared =
    "SELECT t.subject_account_id FROM object o CROSS JOIN share s ON s.object_id = o.object_id "
    "CROSS JOIN post t ON t.post_id = s.post_id "
    "WHERE o.kind = 4 AND o.key = ?1 AND t.subject_object_id = o.object_id "
    "AND t.subject_account_id IS NOT NULL LIMIT 1";

constexpr std::size_t kWithheldDigits = 10;
constexpr std::string_view kSomebody = "withheld";

bool is_name_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '-' || c == '.' || c == ':' || c == '@';
}

bool ends_chunk(char c) {
  constexpr std::string_view kEnds{" \t\r\n\f\v\"<>()[]{},;|'`"};
  return kEnds.find(c) != std::string_view::npos;
}

/// `inst.example/users/name` and the like: what follows names an account.
bool announces_account(std::string_view segment) {
  constexpr std::array<std::string_view, 6> kBefore{
      "users", "user", "u", "profile", "accounts", "ap"};
  return std::find(kBefore.begin(), kBefore.end(), segment) != kBefore.end();
}

bool is_x_host(std::string_view host) {
  constexpr std::array<std::string_view, 6> kHosts{
      "x.com", "www.x.com", "mobile.x.com", "twitter.com", "www.twitter.com", "mobile.twitter.com"};
  return std::find(kHosts.begin(), kHosts.end(), host) != kHosts.end();
}

std::string_view without_marks(std::string_view word) {
  const std::size_t end = word.find_last_not_of(".:-@");
  return word.substr(0, end == std::string_view::npos ? 0 : end + 1);
}

/// Two dots or more, a colon or an `@` inside: no ordinary word, and no registrable domain, which
/// is a site before it is somebody's handle.
bool is_distinct(std::string_view word) {
  return std::count(word.begin(), word.end(), '.') >= 2 ||
         word.find_first_of(":@") != std::string_view::npos;
}

/// A name with a dot or a server in it is told from those of other platforms by itself.
std::string_view scope_of(std::string_view platform, std::string_view name) {
  return name.find_first_of(".:@") == std::string_view::npos ? platform : std::string_view{};
}

std::size_t begin_of_address(std::string_view chunk) {
  const std::size_t scheme = chunk.find("://");
  return scheme == std::string_view::npos ? scheme : scheme + 3;
}

}  // namespace

WithheldNames::WithheldNames(Database& database)
    : is_needed_(database.scalar(kAnybodyOptedOut) != 0),
      account_(database, kWithheldAccount),
      handle_(database, kWithheldHandle),
      native_id_(database, kWithheldNativeId),
      local_name_(database, kWithheldLocalName),
      author_(database, kAuthorOfPost),
      shared_author_(database, kAuthorOfShared) {
  Statement key{database, kPseudonymKey};
  if (!key.step()) {
    throw StorageError("the table pseudonym_key is empty; a report would have to show every name");
  }
  key_ = key.text(0);
}

std::optional<std::string> WithheldNames::pseudonym(AccountId account) {
  if (!is_needed_) {
    return std::nullopt;
  }
  const auto known = accounts_.find(account.value);
  if (known != accounts_.end()) {
    return known->second;
  }
  std::optional<std::string> made;
  std::string platform;
  std::string handle;
  if (account_.query(account.value).step()) {
    if (account_.integer(2) != 0) {
      made = "account-" +
             keyed_hash(key_, account_.text(0), account_.text(1)).substr(0, kWithheldDigits);
    } else if (account_.text(1).starts_with('@')) {
      platform = account_.text(0);
      handle = account_.text(1).substr(1);
    }
  }
  account_.reset();
  if (!handle.empty()) {  // known by its handle only; whose handle it is may have opted out
    made = named(platform, handle);
  }
  return accounts_.emplace(account.value, std::move(made)).first->second;
}

bool WithheldNames::hide(AccountId account, std::string& native_id, std::string& handle) {
  const auto name = pseudonym(account);
  if (name) {
    native_id = *name;
    handle = *name;
  }
  return name.has_value();
}

bool WithheldNames::hide(std::string_view platform, std::string& native_id, std::string& handle) {
  std::optional<AccountId> found;
  if (is_needed_ && native_id_.query(std::string_view{native_id}, platform).step()) {
    found = AccountId{native_id_.integer(0)};
  }
  native_id_.reset();
  return found && hide(*found, native_id, handle);
}

std::optional<std::string> WithheldNames::named(std::string_view platform, std::string_view name) {
  const auto [place, is_new] = names_.try_emplace(fmt::format("{} {}", platform, name));
  if (is_new && !name.empty()) {
    std::optional<AccountId> found;
    if (handle_.query(name, platform).step()) {
      found = AccountId{handle_.integer(0)};
    }
    handle_.reset();
    place->second = found ? pseudonym(*found) : with_native_id(name);
  }
  return place->second;
}

std::optional<std::string> WithheldNames::with_native_id(std::string_view native_id) {
  const auto [place, is_new] = native_ids_.try_emplace(std::string{native_id});
  if (is_new && !native_id.empty()) {
    std::optional<AccountId> found;
    if (native_id_.query(native_id, std::string_view{}).step()) {
      found = AccountId{native_id_.integer(0)};
    }
    native_id_.reset();
    place->second = found ? pseudonym(*found) : std::nullopt;
  }
  return place->second;
}

bool WithheldNames::has_local_name(std::string_view platform, std::string_view name) {
  if (name.empty() || (!platform.empty() && platform != "mastodon") || is_distinct(name)) {
    return false;
  }
  const auto [place, is_new] = local_names_.try_emplace(std::string{name}, false);
  if (is_new) {
    const std::string from = fmt::format("{}@", name);
    const std::string to = fmt::format("{}[", name);
    place->second = local_name_.query(std::string_view{from}, std::string_view{to}).step();
    local_name_.reset();
  }
  return place->second;
}

std::optional<std::string> WithheldNames::in_segment(std::string_view host,
                                                     std::string_view before,
                                                     std::string_view segment) {
  bool is_name = announces_account(before) || (before.empty() && is_x_host(host));
  for (const std::string_view mark : {std::string_view{"@"}, std::string_view{"%40"}}) {
    if (segment.starts_with(mark)) {
      segment.remove_prefix(mark.size());
      is_name = true;
    }
  }
  if (!is_name && !is_distinct(segment)) {
    return std::nullopt;
  }
  if (before.empty() && is_x_host(host)) {
    return named("x", segment);
  }
  const bool is_whole = is_distinct(segment) || segment.find('.') != std::string_view::npos;
  return is_whole ? named({}, segment) : named("mastodon", fmt::format("{}@{}", segment, host));
}

/// From the name on an address is cut: what follows leads to a post of the account.
std::string WithheldNames::in_address(std::string_view address) {
  const std::size_t begin = begin_of_address(address);
  std::size_t end = std::min(address.find_first_of("/?#", begin), address.size());
  const std::string_view host = address.substr(begin, end - begin);
  if (is_distinct(host)) {
    if (const auto name = named({}, host)) {
      return std::string{address.substr(0, begin)} + *name;
    }
  }
  std::string_view before;
  while (end < address.size()) {
    const std::size_t from = end + 1;
    end = std::min(address.find_first_of("/?#&=", from), address.size());
    const std::string_view segment = without_marks(address.substr(from, end - from));
    auto name = in_segment(host, before, segment);
    if (!name && announces_account(before)) {
      name = with_native_id(address.substr(0, end));
    }
    if (name) {
      return std::string{address.substr(0, from)} + *name;
    }
    before = segment;
  }
  return std::string{address};
}

void WithheldNames::append_word(std::string_view platform,
                                std::string_view word,
                                std::string& out) {
  const bool is_marked = word.starts_with('@');
  const std::string_view body = is_marked ? word.substr(1) : word;
  const std::string_view name = without_marks(body);
  std::optional<std::string> hidden;
  if (is_marked || is_distinct(name)) {
    hidden = named(scope_of(platform, name), name);
    if (!hidden && is_marked && has_local_name(platform, name)) {
      hidden = kSomebody;
    }
  }
  out.append(is_marked ? "@" : "");
  out.append(hidden ? *hidden : std::string{name}).append(body.substr(name.size()));
}

void WithheldNames::append_chunk(std::string_view platform,
                                 std::string_view chunk,
                                 std::string& out) {
  if (begin_of_address(chunk) != std::string_view::npos) {
    out += in_address(chunk);
    return;
  }
  while (!chunk.empty()) {
    const auto* const end = std::find_if_not(chunk.begin(), chunk.end(), is_name_character);
    const auto length = static_cast<std::size_t>(end - chunk.begin());
    if (length == 0) {
      out.push_back(chunk.front());
      chunk.remove_prefix(1);
    } else {
      append_word(platform, chunk.substr(0, length), out);
      chunk.remove_prefix(length);
    }
  }
}

std::string WithheldNames::in_text(std::string_view platform, std::string_view text) {
  if (!is_needed_ || text.find_first_of("@.:/") == std::string_view::npos) {
    return std::string{text};
  }
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const auto* const end = std::find_if(text.begin(), text.end(), ends_chunk);
    const auto length = static_cast<std::size_t>(end - text.begin());
    append_chunk(platform, text.substr(0, length), out);
    if (length < text.size()) {
      out.push_back(text[length]);
    }
    text.remove_prefix(std::min(length + 1, text.size()));
  }
  return out;
}

bool WithheldNames::repeats_withheld(std::string_view platform, std::string_view text) {
  constexpr std::string_view kByHand = "RT @";
  if (!is_needed_ || !text.starts_with(kByHand)) {
    return false;
  }
  text.remove_prefix(kByHand.size());
  const auto* const end = std::find_if_not(text.begin(), text.end(), is_name_character);
  const auto length = static_cast<std::size_t>(end - text.begin());
  const std::string_view name = without_marks(text.substr(0, length));
  return named(scope_of(platform, name), name).has_value() || has_local_name(platform, name);
}

std::optional<AccountId> WithheldNames::author_of(std::string_view platform,
                                                  std::string_view native_id) {
  std::optional<AccountId> author;
  if (author_.query(platform, native_id).step()) {
    author = AccountId{author_.integer(0)};
  }
  author_.reset();
  if (!author) {
    const std::string key = fmt::format("{} {}", platform, native_id);
    if (shared_author_.query(std::string_view{key}).step()) {
      author = AccountId{shared_author_.integer(0)};
    }
    shared_author_.reset();
  }
  return author;
}

std::string WithheldNames::post_id(std::string_view platform, std::string_view native_id) {
  if (!is_needed_ || native_id.empty()) {
    return std::string{native_id};
  }
  const auto author = author_of(platform, native_id);
  const auto name = author ? pseudonym(*author) : std::nullopt;
  if (name) {
    return fmt::format(
        "{}/post-{}", *name, keyed_hash(key_, platform, native_id).substr(0, kWithheldDigits));
  }
  // Nobody says whose it is; on some platforms the id itself does.
  return native_id.find('/') == std::string_view::npos ? std::string{native_id}
                                                       : in_text(platform, native_id);
}

std::string WithheldNames::object_key(std::string_view key) {
  const std::size_t space = key.find(' ');
  const std::string_view platform = key.substr(0, std::min(space, key.size()));
  const bool is_post = space != std::string_view::npos && space > 0 &&
                       key.find(' ', space + 1) == std::string_view::npos &&
                       platform.find_first_of(":/#@.") == std::string_view::npos;
  if (!is_needed_ || !is_post) {
    return in_text({}, key);
  }
  return fmt::format("{} {}", platform, post_id(platform, key.substr(space + 1)));
}

}  // namespace vigie::storage
