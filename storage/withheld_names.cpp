#include "storage/withheld_names.h"

#include <algorithm>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "storage/keyed_hash.h"
#include "storage/model/finding.h"
#include "storage/name_spotting.h"
#include "storage/nostr_names.h"

namespace vigie::storage {
namespace {

constexpr std::string_view kPseudonymKey = "SELECT key FROM pseudonym_key";
constexpr std::string_view kAnybodyOptedOut =
    "SELECT EXISTS (SELECT 1 FROM account INDEXED BY account_opted_out WHERE opt_out <> 0)";
// Columns of all four: account, opt-out, followers, platform, native id. ?3: followers count. Who
// opted out stands first, then natural keys.
constexpr std::string_view kWithheldAccount =
    "SELECT a.account_id, a.opt_out, a.followers, p.name, a.native_id FROM account a "
    "JOIN platform p ON p.platform_id = a.platform_id WHERE a.account_id = ?1";
constexpr std::string_view kWithheldHandle =
    "SELECT a.account_id, a.opt_out, a.followers, p.name, a.native_id "
    "FROM account a INDEXED BY account_handle JOIN platform p ON p.platform_id = a.platform_id "
    "WHERE a.handle = ?1 COLLATE NOCASE AND (a.opt_out <> 0 OR ?3) AND (?2 = '' OR p.name = ?2) "
    "ORDER BY a.opt_out = 0, p.name, a.native_id";
constexpr std::string_view kWithheldNativeId =
    "SELECT a.account_id, a.opt_out, a.followers, p.name, a.native_id FROM platform p "
    "CROSS JOIN account a ON a.platform_id = p.platform_id AND a.native_id = ?1 "
    "WHERE (a.opt_out <> 0 OR ?3) AND (?2 = '' OR p.name = ?2) ORDER BY a.opt_out = 0, p.name";
// `name@` to `name[`: every server's account of that local name.
constexpr std::string_view kWithheldLocalName =
    "SELECT a.account_id, a.opt_out, a.followers, p.name, a.native_id "
    "FROM account a INDEXED BY account_handle JOIN platform p ON p.platform_id = a.platform_id "
    "WHERE a.handle >= ?1 COLLATE NOCASE AND a.handle < ?2 COLLATE NOCASE "
    "AND (a.opt_out <> 0 OR ?3) ORDER BY a.opt_out = 0, p.name, a.native_id";
constexpr std::string_view kClassInRun =
    "SELECT account_class FROM account_score WHERE run_id = ?1 AND account_id = ?2";
constexpr std::string_view kAuthorOfPost =
    "SELECT t.account_id FROM platform p "
    "CROSS JOIN post t ON t.platform_id = p.platform_id AND t.native_id = ?2 WHERE p.name = ?1";
constexpr std::string_view kAuthorOfShared =
    "SELECT t.subject_account_id FROM object o CROSS JOIN share s ON s.object_id = o.object_id "
    "CROSS JOIN post t ON t.post_id = s.post_id "
    "WHERE o.kind = 4 AND o.key = ?1 AND t.subject_object_id = o.object_id "
    "AND t.subject_account_id IS NOT NULL LIMIT 1";

constexpr std::string_view kPseudonymPrefix = "account-";
constexpr std::size_t kWithheldDigits = 10;
constexpr std::string_view kSomebody = "withheld";
/// Feeds are publications: their names are addresses that anybody may open.
constexpr std::string_view kPlatformOfFeeds = "rss";
constexpr std::size_t kRemembered = 1U << 16U;  // hostile texts are full of names

/// Neither a mark of names nor the digit of Nostr's, nor the first byte of another script's dot.
bool is_plain(std::string_view text) {
  return text.find_first_of("@.:/%1\xe3\xef") == std::string_view::npos;
}

bool is_address(std::string_view chunk) {
  return begin_of_scheme(chunk) != std::string_view::npos || begins_with_host(chunk);
}

}  // namespace

std::string account_pseudonym(std::string_view key,
                              std::string_view platform,
                              std::string_view native_id) {
  return fmt::format(
      "{}{}", kPseudonymPrefix, keyed_hash(key, platform, native_id).substr(0, kWithheldDigits));
}

bool is_pseudonym(std::string_view name) {
  return name.size() == kPseudonymPrefix.size() + kWithheldDigits &&
         name.starts_with(kPseudonymPrefix) &&
         name.find_first_not_of("0123456789abcdef", kPseudonymPrefix.size()) ==
             std::string_view::npos;
}

std::string pseudonym_key(Database& database) {
  Statement key{database, kPseudonymKey};
  if (!key.step()) {
    throw StorageError("the table pseudonym_key is empty; a report would have to show every name");
  }
  return std::string{key.text(0)};
}

WithheldNames::WithheldNames(Database& database, NamingRules rules)
    : rules_(std::move(rules)),
      is_needed_(rules_.min_followers > 0 || database.scalar(kAnybodyOptedOut) != 0),
      key_(pseudonym_key(database)),
      account_(database, kWithheldAccount),
      handle_(database, kWithheldHandle),
      native_id_(database, kWithheldNativeId),
      local_name_(database, kWithheldLocalName),
      class_(database, kClassInRun),
      author_(database, kAuthorOfPost),
      shared_author_(database, kAuthorOfShared) {}

bool WithheldNames::is_public(AccountId account, std::string_view platform) {
  if (platform == kPlatformOfFeeds ||
      std::binary_search(rules_.public_accounts.begin(), rules_.public_accounts.end(), account)) {
    return true;
  }
  if (!rules_.run) {
    return false;
  }
  auto shown_as = AccountClass::kOrdinary;
  if (class_.query(rules_.run->value, account.value).step()) {
    shown_as = static_cast<AccountClass>(class_.integer(0));
  }
  class_.reset();
  return shown_as == AccountClass::kMedia || shown_as == AccountClass::kInstitution;
}

std::optional<Withheld> WithheldNames::reason(const Statement& row) {
  if (row.integer(1) != 0) {
    return Withheld{WithheldReason::kAsked, rules_.min_followers};
  }
  const auto followers = row.optional_integer(2);
  const bool is_large = followers && *followers >= std::int64_t{rules_.min_followers};
  if (rules_.min_followers == 0 || is_large || is_public({row.integer(0)}, row.text(3))) {
    return std::nullopt;
  }
  return Withheld{followers ? WithheldReason::kFewFollowers : WithheldReason::kFollowersUnknown,
                  rules_.min_followers};
}

/// An account that is known by its handle only is that of the same name, if there is one.
WithheldNames::Bearer WithheldNames::bearer(Statement& rows) {
  Bearer by_handle_only{.is_known = false, .is_by_handle_only = true, .withheld = {}};
  Bearer found;
  bool is_open = true;  // nobody met so far who settles it
  while (is_open && rows.step()) {
    const auto why_not = reason(rows);
    const bool asked = why_not && why_not->reason == WithheldReason::kAsked;
    Bearer& place = rows.text(4).starts_with('@') && !asked ? by_handle_only : found;
    place.withheld = !why_not         ? std::nullopt
                     : place.is_known ? place.withheld
                                      : std::optional{AccountId{rows.integer(0)}};
    place.is_known = true;
    is_open = &place == &by_handle_only || (why_not && !asked);
  }
  rows.reset();
  return found.is_known ? found : by_handle_only;
}

WithheldNames::Described WithheldNames::describe(AccountId account) {
  Described described;
  if (account_.query(account.value).step()) {
    described = {std::string{account_.text(3)}, std::string{account_.text(4)}, reason(account_)};
  }
  account_.reset();
  return described;
}

std::optional<WithheldNames::Hidden> WithheldNames::look_up(AccountId account) {
  Described one = describe(account);
  const bool asked = one.why && one.why->reason == WithheldReason::kAsked;
  if (one.native_id.starts_with('@') && !asked) {
    const Bearer same = bearer(handle_.query(std::string_view{one.native_id}.substr(1),
                                             std::string_view{one.platform},
                                             rules_.min_followers));
    if (same.is_known && !same.is_by_handle_only) {  // of those, one could lead to the next
      one = same.withheld ? describe(*same.withheld) : Described{};
    }
  }
  return one.why
             ? std::optional{Hidden{account_pseudonym(key_, one.platform, one.native_id), *one.why}}
             : std::nullopt;
}

const std::optional<WithheldNames::Hidden>& WithheldNames::hidden(AccountId account) {
  const auto known = accounts_.find(account.value);
  return known != accounts_.end()
             ? known->second
             : accounts_.emplace(account.value, look_up(account)).first->second;
}

std::optional<Withheld> WithheldNames::why(AccountId account) {
  const bool is_hidden = is_needed_ && hidden(account);
  return is_hidden ? std::optional{hidden(account)->why} : std::nullopt;
}

std::optional<std::string> WithheldNames::pseudonym(AccountId account) {
  const bool is_hidden = is_needed_ && hidden(account);
  return is_hidden ? std::optional{hidden(account)->name} : std::nullopt;
}

std::optional<Withheld> WithheldNames::hide(AccountId account,
                                            std::string& native_id,
                                            std::string& handle) {
  if (const auto name = pseudonym(account)) {
    native_id = *name;
    handle = *name;
  }
  return why(account);
}

std::optional<Withheld> WithheldNames::hide(std::string_view platform,
                                            std::string& native_id,
                                            std::string& handle) {
  if (!is_needed_) {
    return std::nullopt;
  }
  const std::string id = native_id;
  const Bearer found =
      bearer(native_id_.query(std::string_view{id}, platform, rules_.min_followers));
  return found.withheld ? hide(*found.withheld, native_id, handle) : std::nullopt;
}

std::optional<std::string> WithheldNames::named(std::string_view platform, std::string_view name) {
  const auto [place, is_new] = names_.try_emplace(fmt::format("{} {}", platform, name));
  std::optional<std::string>& known = place->second;
  if (is_new && !name.empty()) {
    const Bearer found = bearer(handle_.query(name, platform, rules_.min_followers));
    known = found.withheld ? pseudonym(*found.withheld) : with_native_id(platform, name);
  }
  return known;
}

std::optional<std::string> WithheldNames::with_native_id(std::string_view platform,
                                                         std::string_view native_id) {
  const auto [place, is_new] = native_ids_.try_emplace(fmt::format("{} {}", platform, native_id));
  std::optional<std::string>& known = place->second;
  if (is_new && !native_id.empty()) {
    const Bearer found = bearer(native_id_.query(native_id, platform, rules_.min_followers));
    known = found.withheld ? pseudonym(*found.withheld) : std::nullopt;
  }
  return known;
}

bool WithheldNames::has_local_name(std::string_view platform, std::string_view name) {
  if (name.empty() || (!platform.empty() && platform != "mastodon") || is_distinct(name)) {
    return false;
  }
  const auto [place, is_new] = local_names_.try_emplace(std::string{name}, false);
  if (is_new) {
    const std::string from = fmt::format("{}@", name);
    const std::string to = fmt::format("{}[", name);
    place->second = bearer(local_name_.query(
                               std::string_view{from}, std::string_view{to}, rules_.min_followers))
                        .withheld.has_value();
  }
  return place->second;
}

std::optional<std::string> WithheldNames::distinct(std::string_view name) {
  for (const std::size_t end : ends_of_name(name)) {
    const std::string_view part = name.substr(0, end);
    if (auto found = is_distinct(part) ? named({}, part) : std::nullopt) {
      return found;
    }
  }
  return std::nullopt;
}

std::optional<std::string> WithheldNames::in_segment(std::string_view host,
                                                     std::string_view before,
                                                     std::string_view segment) {
  if (auto name = of_nostr(segment)) {
    return name;
  }
  const bool is_marked = segment.starts_with('@');
  segment = without_marks(leading_name(segment.substr(is_marked ? 1 : 0)));
  const std::string_view platform = platform_at(host, before, is_marked);
  if (platform == "x" || platform == "telegram") {
    const auto* const end = std::find_if_not(segment.begin(), segment.end(), is_of_plain_name);
    return named(platform, segment.substr(0, static_cast<std::size_t>(end - segment.begin())));
  }
  if (!platform.empty()) {
    return named(platform, segment);
  }
  const bool is_name = is_marked || announces_account(before);
  if (is_distinct(segment)) {
    return distinct(segment);
  }
  if (!is_name) {
    return std::nullopt;
  }
  const bool is_whole = segment.find('.') != std::string_view::npos;
  return is_whole ? named({}, segment) : named("mastodon", fmt::format("{}@{}", segment, host));
}

/// What comes after `users/` may be told by the whole address: it is the id of a Mastodon account.
std::optional<std::string> WithheldNames::in_place(const AddressPlace& place) {
  if (place.is_host) {
    return distinct(leading_name(place.text));
  }
  auto name = in_segment(place.host, place.before, place.text);
  return name || !announces_account(place.before)
             ? name
             : with_native_id({}, place.whole.substr(0, kLongestWithheld));
}

std::optional<WithheldNames::Found> WithheldNames::in_address(std::string_view address) {
  AddressReader reader{address};
  while (const auto place = reader.next()) {
    if (auto name = in_place(*place)) {
      return Found{place->cut, std::move(*name)};
    }
  }
  return std::nullopt;
}

std::optional<std::string> WithheldNames::of_nostr(std::string_view word) {
  const auto meant = read_nostr_reference(word);
  if (!meant) {
    return std::nullopt;
  }
  auto name = with_native_id("nostr", meant->account);
  const auto author = name || meant->post.empty() ? std::nullopt : author_of("nostr", meant->post);
  return author ? pseudonym(*author) : name;
}

/// A name that ends before the word does is one of the post's platform, unless what follows can
/// be no part of a name: `@ana.host.example` names no `ana`, `ana@inst.example` neither.
std::optional<std::string> WithheldNames::marked(std::string_view platform,
                                                 std::string_view body,
                                                 std::size_t end,
                                                 bool is_inside) {
  const std::string_view name = body.substr(0, end);
  const std::string_view rest = body.substr(end);
  const bool is_whole = without_marks(body).size() == end;
  const bool is_bare = scope_of("bare", name) == "bare";
  const bool has_server = rest.starts_with('@') && rest.find('.') != std::string_view::npos;
  const bool is_clear = is_whole || rest.starts_with(':') || rest.starts_with("..") ||
                        (rest.starts_with('@') && !has_server);
  if (is_bare &&
      ((is_inside && !is_clear) || (has_server && (platform.empty() || platform == "mastodon")))) {
    return std::nullopt;
  }
  auto found = named(scope_of(platform, name), name);
  if (!found && is_bare && has_local_name(platform, name)) {
    found = kSomebody;
  }
  return found || !is_clear ? found : named({}, name);
}

std::optional<WithheldNames::Found> WithheldNames::name_at(std::string_view platform,
                                                           std::string_view word,
                                                           bool is_inside) {
  const bool is_marked = word.starts_with('@');
  const std::string_view body = word.substr(is_marked ? 1 : 0);
  if (auto name = of_nostr(body)) {
    const std::size_t end = std::min(body.find_first_of(".:-@"), body.size());
    return Found{end + (is_marked ? 1 : 0), std::move(*name)};
  }
  for (const std::size_t end : ends_of_name(body)) {
    const std::string_view name = body.substr(0, end);
    std::optional<std::string> found;
    if (is_marked) {
      found = marked(platform, body.substr(0, kLongestWithheld), end, is_inside);
    } else if (is_distinct(name)) {
      found = named({}, name);
    }
    if (found) {
      return Found{end + (is_marked ? 1 : 0), std::move(*found)};
    }
  }
  return std::nullopt;
}

void WithheldNames::append_word(std::string_view platform,
                                std::string_view word,
                                std::string& out) {
  if (names_.size() + native_ids_.size() > kRemembered) {
    names_.clear();
    native_ids_.clear();
  }
  bool is_inside = false;
  while (!word.empty()) {
    const std::size_t marks = std::min(word.find_first_not_of(".:-"), word.size());
    out.append(word.substr(0, marks));
    word.remove_prefix(marks);
    is_inside = is_inside && marks == 0;
    if (const auto found = name_at(platform, word, is_inside)) {
      out.append(word.starts_with('@') ? "@" : "").append(found->name);
      word.remove_prefix(found->at);
      is_inside = false;
      continue;
    }
    const std::size_t next = std::min(word.find_first_of("@:", 1), word.size());
    is_inside = next > 0 && is_of_plain_name(word[next - 1]);
    out.append(word.substr(0, next));
    word.remove_prefix(next);
  }
}

void WithheldNames::append_words(std::string_view platform,
                                 std::string_view chunk,
                                 std::string& out) {
  while (!chunk.empty()) {
    const std::string_view word = leading_name(chunk);
    if (word.empty()) {
      out.push_back(chunk.front());
    } else {
      append_word(platform, word, out);
    }
    chunk.remove_prefix(std::max<std::size_t>(word.size(), 1));
  }
}

/// From the name on an address is cut: what follows leads to a post of the account.
void WithheldNames::append_readable(std::string_view platform,
                                    std::string_view chunk,
                                    std::string& out) {
  const std::size_t scheme = begin_of_scheme(chunk);
  if (!is_address(chunk)) {
    append_words(platform, chunk, out);
    return;
  }
  const std::size_t begin =
      scheme == std::string_view::npos || chunk.find('/') < scheme ? 0 : scheme;
  append_words(platform, chunk.substr(0, begin), out);
  const std::string_view address = chunk.substr(begin);
  if (const auto found = in_address(address)) {
    out.append(address.substr(0, found->at)).append(found->name);
  } else if (scheme == std::string_view::npos) {
    append_words(platform, address, out);
  } else {
    out.append(address);
  }
}

/// `https%3A%2F%2Fx.com%2Fname` as a word. What it decodes to may be no text: it is not shown.
void WithheldNames::append_chunk(std::string_view platform,
                                 std::string_view chunk,
                                 std::string& out) {
  std::string shown;
  append_readable(platform, chunk, shown);
  const std::string decoded = percent_decoded(chunk);
  if (shown == chunk && decoded != chunk && !is_address(chunk) &&
      decoded.find('%') == std::string::npos) {
    std::string decoded_shown;
    append_readable(platform, decoded, decoded_shown);
    shown = decoded_shown == decoded ? shown : std::string{kSomebody};
  }
  out += shown;
}

void WithheldNames::append_chunks(std::string_view platform,
                                  std::string_view text,
                                  std::string& out) {
  while (!text.empty()) {
    const auto* const end = std::find_if(text.begin(), text.end(), ends_chunk);
    const auto length = static_cast<std::size_t>(end - text.begin());
    append_chunk(platform, text.substr(0, length), out);
    if (length < text.size()) {
      out.push_back(text[length]);
    }
    text.remove_prefix(std::min(length + 1, text.size()));
  }
}

/// With a dot of another script a name goes on that a full stop would end: both are looked for.
void WithheldNames::append_dotted(std::string_view platform,
                                  std::string_view text,
                                  std::string& out) {
  std::string shown;
  append_chunks(platform, text, shown);
  const std::string dotted = with_ascii_dots(text);
  if (shown == text && dotted != text) {
    std::string dotted_shown;
    append_chunk(platform, dotted, dotted_shown);
    shown = dotted_shown == dotted ? shown : dotted_shown;
  }
  out += shown;
}

/// Where the text of a repost by hand begins.
std::optional<std::size_t> WithheldNames::end_of_own_words(std::string_view platform,
                                                           std::string_view text) {
  for (std::size_t i = 0; i + 3 < text.size(); ++i) {
    if (const auto at = name_by_hand(text, i)) {
      const std::string_view name = text.substr(*at, kLongestWithheld);
      const std::string dotted = with_ascii_dots(name);
      if (const auto found = name_at(platform, leading_name(dotted), false)) {
        return *at + length_as_written(name, found->at);
      }
    }
  }
  return std::nullopt;
}

std::string WithheldNames::in_text(std::string_view platform, std::string_view text) {
  if (!is_needed_ || is_plain(text)) {
    return std::string{text};
  }
  text = text.substr(0, end_of_own_words(platform, text).value_or(text.size()));
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const std::size_t length = length_with_other_dots(text);
    append_dotted(platform, text.substr(0, length), out);
    if (length < text.size()) {
      out.push_back(text[length]);
    }
    text.remove_prefix(std::min(length + 1, text.size()));
  }
  return out;
}

bool WithheldNames::repeats_withheld(std::string_view platform, std::string_view text) {
  return is_needed_ && end_of_own_words(platform, text).has_value();
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
