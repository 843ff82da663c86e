#include "collector/net/page_request.h"

#include <algorithm>
#include <cctype>

#include <fmt/format.h>

namespace vigie::collector {
namespace {

bool is_same_word(std::string_view a, std::string_view b) {
  const auto lower = [](char c) {
    return static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  };
  return std::equal(
      a.begin(), a.end(), b.begin(), b.end(), [&](char x, char y) { return lower(x) == lower(y); });
}

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t");
  const std::size_t end = text.find_last_not_of(" \t\r");
  return begin == std::string_view::npos ? std::string_view{} : text.substr(begin, end - begin + 1);
}

/// Value of the header `name`; empty: it is not there.
std::string_view header_in(std::string_view head, std::string_view name) {
  std::size_t begin = head.find('\n');
  while (begin != std::string_view::npos) {
    const std::size_t end = head.find('\n', begin + 1);
    const std::string_view line = head.substr(begin + 1, end - begin - 1);
    const std::size_t colon = line.find(':');
    if (colon != std::string_view::npos && is_same_word(line.substr(0, colon), name)) {
      return trimmed(line.substr(colon + 1));
    }
    begin = end;
  }
  return {};
}

bool is_number_or_localhost(std::string_view host) {
  if (host.empty() || host.front() == '[') {
    return true;
  }
  host = host.substr(0, host.find(':'));
  return is_same_word(host, "localhost") ||
         host.find_first_not_of("0123456789.") == std::string_view::npos;
}

std::string_view reason_of(int status) {
  switch (status) {
    case 200:
      return "OK";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 408:
      return "Request Timeout";
    case 431:
      return "Request Header Fields Too Large";
    default:
      return "Bad Request";
  }
}

}  // namespace

int page_status(std::string_view head, std::string_view path, bool only_local) {
  const std::string_view line = trimmed(head.substr(0, head.find('\n')));
  const std::size_t first = line.find(' ');
  const std::size_t last = line.rfind(' ');
  if (first == std::string_view::npos || first == last ||
      !line.substr(last + 1).starts_with("HTTP/1.")) {
    return 400;
  }
  if (line.substr(0, first) != "GET") {
    return 405;
  }
  if (only_local && !is_number_or_localhost(header_in(head, "host"))) {
    return 403;
  }
  const std::string_view target = line.substr(first + 1, last - first - 1);
  return target.substr(0, target.find('?')) == path ? 200 : 404;
}

std::string page_answer(int status, std::string_view content_type, std::string_view body) {
  const bool has_page = status == 200;
  return fmt::format(
      "HTTP/1.1 {} {}\r\nContent-Type: {}\r\nContent-Length: {}\r\n{}Cache-Control: no-store\r\n"
      "X-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n{}",
      status,
      reason_of(status),
      has_page ? content_type : "text/plain; charset=utf-8",
      has_page ? body.size() : 0U,
      status == 405 ? "Allow: GET\r\n" : "",
      has_page ? body : "");
}

}  // namespace vigie::collector
