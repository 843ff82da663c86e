#include "analysis/canonical_url.h"

#include <random>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "analysis/registrable_domain.h"

namespace vigie::analysis {
namespace {

const std::vector<std::string> kShorteners{"bit.ly", "t.co"};

std::string canonical(std::string_view url) {
  UrlCanonicaliser urls(kShorteners);
  const std::optional<CanonicalUrl> result = urls.canonicalise(url);
  return result ? result->url : "nothing";
}

UrlState state_of(std::string_view url) {
  UrlCanonicaliser urls(kShorteners);
  return urls.canonicalise(url).value().state;
}

TEST(CanonicalUrl, LowersSchemeAndHostAndKeepsThePathsCase) {
  EXPECT_EQ(canonical("HTTPS://News.Example.COM/Path/A"), "https://news.example.com/Path/A");
}

TEST(CanonicalUrl, WritesHttpAsHttps) {
  EXPECT_EQ(canonical("http://news.example/a"), "https://news.example/a");
}

TEST(CanonicalUrl, DropsDefaultPortsUserAndFragment) {
  EXPECT_EQ(canonical("http://ali:pw@news.example:80/a#top"), "https://news.example/a");
  EXPECT_EQ(canonical("https://news.example:443/a"), "https://news.example/a");
  EXPECT_EQ(canonical("https://news.example:8443/a"), "https://news.example:8443/a");
  EXPECT_EQ(canonical("https://news.example/a#!/page"), "https://news.example/a#!/page");
}

TEST(CanonicalUrl, DropsEditionPrefixesWhileADomainRemains) {
  EXPECT_EQ(canonical("https://www.news.example/a"), "https://news.example/a");
  EXPECT_EQ(canonical("https://amp.m.news.example/a"), "https://news.example/a");
  EXPECT_EQ(canonical("https://mobile.news.example/a"), "https://news.example/a");
  EXPECT_EQ(canonical("https://m.example/a"), "https://m.example/a");
  EXPECT_EQ(canonical("https://www.co.uk/a"), "https://www.co.uk/a");
  EXPECT_EQ(canonical("https://wwwnews.example/a"), "https://wwwnews.example/a");
  EXPECT_EQ(canonical("https://fr.m.wikipedia.org/wiki/A"), "https://fr.wikipedia.org/wiki/A");
}

TEST(CanonicalUrl, DropsTrackingAndSortsTheRest) {
  EXPECT_EQ(canonical("https://news.example/a?utm_source=x&b=2&fbclid=1&a=1&UTM_Medium=y&ref=z"),
            "https://news.example/a?a=1&b=2");
  EXPECT_EQ(canonical("https://news.example/a?gclid=1&igshid=2&mc_cid=3&yclid=4&_openstat=5&si=6"),
            "https://news.example/a");
  EXPECT_EQ(canonical("https://news.example/?id=5&&id=5&"), "https://news.example?id=5");
  EXPECT_EQ(canonical("https://news.example/a?s=1&t=2"), "https://news.example/a?s=1&t=2");
  EXPECT_EQ(canonical("https://news.example/a?reference=1"), "https://news.example/a?reference=1");
}

TEST(CanonicalUrl, UnescapesAmpersands) {
  EXPECT_EQ(canonical("https://news.example/a?b=2&amp;utm_source=x&amp;amp;a=1"),
            "https://news.example/a?a=1&b=2");
  EXPECT_EQ(canonical("https://news.example/a?b=2&#38;a=1"), "https://news.example/a?a=1&b=2");
  // At the begin of the query what was escaped has no ampersand left before it.
  EXPECT_EQ(canonical("https://news.example/a?amp;b=2&amp;a=1&amp;amp;utm_source=x"),
            "https://news.example/a?a=1&b=2");
  EXPECT_EQ(canonical("https://news.example/a?amp;amp;utm_source=x&$=1"),
            "https://news.example/a?$=1");
}

TEST(CanonicalUrl, GivesEscapesOneSpelling) {
  EXPECT_EQ(canonical("https://news.example/%7eali/%c3%a9"), "https://news.example/~ali/%C3%A9");
  EXPECT_EQ(canonical("https://news.example/~ali/\u00e9"), "https://news.example/~ali/%C3%A9");
  EXPECT_EQ(canonical("https://news.example/100%"), "https://news.example/100%");
  EXPECT_EQ(canonical("https://news.example/%2541"), "https://news.example/%2541");
  EXPECT_EQ(canonical("https://news.example/%b%32F"), "https://news.example/%b%32F");
  EXPECT_EQ(canonical("https://news.example/%%34%31x%41"), "https://news.example/%%341xA");
}

TEST(CanonicalUrl, StripsTheTrailingSlashAndTheAmpSuffix) {
  EXPECT_EQ(canonical("https://news.example/"), "https://news.example");
  EXPECT_EQ(canonical("https://news.example/a//"), "https://news.example/a");
  EXPECT_EQ(canonical("https://news.example/a/amp/"), "https://news.example/a");
  EXPECT_EQ(canonical("https://news.example/amp"), "https://news.example/amp");
  EXPECT_EQ(canonical("https://news.example/a/?b=1"), "https://news.example/a?b=1");
}

TEST(CanonicalUrl, PutsHostsOfOtherScriptsInAscii) {
  EXPECT_EQ(canonical("https://\u043f\u0440\u0438\u043c\u0435\u0440.example/a"),
            "https://xn--e1afmkfd.example/a");
  EXPECT_EQ(canonical("https://xn--e1afmkfd.example/a"), "https://xn--e1afmkfd.example/a");
  EXPECT_EQ(canonical("https://B\u00dcCHER.example"), "https://xn--bcher-kva.example");
}

TEST(CanonicalUrl, UnifiesVideoAddresses) {
  const std::string video = "https://youtube.com/watch?v=aB3_-x";
  for (const std::string_view url : {"https://youtu.be/aB3_-x?si=k&t=12",
                                     "https://m.youtube.com/watch?v=aB3_-x&feature=share&list=PL1",
                                     "https://www.youtube.com/shorts/aB3_-x",
                                     "https://www.youtube-nocookie.com/embed/aB3_-x?start=3",
                                     "https://youtube.com/live/aB3_-x/"}) {
    EXPECT_EQ(canonical(url), video) << url;
  }
  EXPECT_EQ(canonical("https://youtube.com/embed/videoseries?list=PL1"),
            "https://youtube.com/embed/videoseries?list=PL1");
}

TEST(CanonicalUrl, GivesTwitterOneSpelling) {
  const std::string post = "https://x.com/ali_test/status/12";
  EXPECT_EQ(canonical("https://mobile.twitter.com/ali_test/status/12?s=20&t=abc"), post);
  EXPECT_EQ(canonical("https://twitter.com/ali_test/status/12?ref_src=tw"), post);
  EXPECT_EQ(canonical("https://x.com/ali_test/status/12"), post);
}

TEST(CanonicalUrl, UnwrapsWhatCarriesItsTarget) {
  const std::string page = "https://rt.com/news/1";
  for (const std::string_view url :
       {"https://l.facebook.com/l.php?u=https%3A%2F%2Fwww.rt.com%2Fnews%2F1%3Ffbclid%3Dx&h=AT0",
        "https://www.google.fr/url?q=https://www.rt.com/news/1&sa=D",
        "https://www.google.com/url?sa=t&url=https%3A%2F%2Frt.com%2Fnews%2F1",
        "https://www.google.co.uk/amp/s/www.rt.com/news/1/amp/",
        "https://www-rt-com.cdn.ampproject.org/c/s/www.rt.com/news/1",
        "https://www-rt-com.cdn.ampproject.org/c/www.rt.com/news/1",
        "https://web.archive.org/web/20220301120000/https://www.rt.com/news/1/",
        "https://web.archive.org/web/20220301120000id_/http:/rt.com/news/1",
        "https://web.archive.org/web/2022*/www.rt.com/news/1",
        "https://www-rt-com.translate.goog/news/1?_x_tr_sl=en&_x_tr_tl=fr",
        "https://translate.google.com/translate?sl=en&u=https://rt.com/news/1",
        "https://out.reddit.com/t3_abc?url=https%3A%2F%2Frt.com%2Fnews%2F1&token=x",
        "https://www.youtube.com/redirect?event=v&q=https%3A%2F%2Frt.com%2Fnews%2F1",
        "https://t.umblr.com/redirect?z=http%3A%2F%2Frt.com%2Fnews%2F1&t=x",
        "https://href.li/?https://rt.com/news/1"}) {
    EXPECT_EQ(canonical(url), page) << url;
    EXPECT_EQ(state_of(url), UrlState::kUnwrapped) << url;
  }
}

TEST(CanonicalUrl, UnwrapsOneWrapperInsideAnother) {
  EXPECT_EQ(canonical("https://l.facebook.com/l.php?u=https%3A%2F%2Fweb.archive.org%2Fweb%2F2022%2F"
                      "https%3A%2F%2Fwww.rt.com%2Fa"),
            "https://rt.com/a");
}

TEST(CanonicalUrl, KeepsAWrapperWhoseTargetIsNoUrl) {
  EXPECT_EQ(canonical("https://www.google.fr/url?q=guerre"), "https://google.fr/url?q=guerre");
  EXPECT_EQ(canonical("https://l.facebook.com/l.php?u=javascript:alert(1)"),
            "https://l.facebook.com/l.php?u=javascript:alert(1)");
  EXPECT_EQ(canonical("https://google.example.test/url?q=https://rt.com"),
            "https://google.example.test/url?q=https://rt.com");
  EXPECT_EQ(canonical("https://web.archive.org/web/about.html"),
            "https://web.archive.org/web/about.html");
}

TEST(CanonicalUrl, GivesUpOnEndlessNesting) {
  std::string url = "https://rt.com/a";
  for (int i = 0; i < 12; ++i) {
    url = "https://web.archive.org/web/2022/" + url;
  }
  EXPECT_EQ(canonical(url), "nothing");
}

TEST(CanonicalUrl, TellsAHyphenFromADotInTranslatedHosts) {
  EXPECT_EQ(canonical("https://my--site-example.translate.goog/a"), "https://my-site.example/a");
}

TEST(CanonicalUrl, MarksShortenersAndTheHostsBelowThem) {
  EXPECT_EQ(state_of("https://bit.ly/abc"), UrlState::kShortened);
  EXPECT_EQ(state_of("https://go.bit.ly/abc"), UrlState::kShortened);
  EXPECT_EQ(state_of("https://l.facebook.com/l.php?u=https%3A%2F%2Fbit.ly%2Fabc"),
            UrlState::kShortened);
  EXPECT_EQ(state_of("https://bit.ly/"), UrlState::kPlain);  // The service's own page.
  EXPECT_EQ(state_of("https://rabbit.ly/abc"), UrlState::kPlain);
}

TEST(CanonicalUrl, NamesTheRegistrableDomain) {
  UrlCanonicaliser urls(kShorteners);

  EXPECT_EQ(urls.canonicalise("https://fr.rt.com/a").value().registrable_domain, "rt.com");
  EXPECT_EQ(urls.canonicalise("https://fr.rt.com/a").value().host, "fr.rt.com");
  EXPECT_EQ(urls.canonicalise("https://a.b.news.co.uk/").value().registrable_domain, "news.co.uk");
  EXPECT_EQ(urls.canonicalise("http://192.0.2.7/a").value().registrable_domain, "192.0.2.7");
}

TEST(CanonicalUrl, IsNothingForWhatIsNoWebAddress) {
  for (const std::string_view text : {"",
                                      " ",
                                      "rt.com",
                                      "ftp://a.example",
                                      "mailto:a@b.example",
                                      "javascript:alert(1)",
                                      "https://",
                                      "https:///a",
                                      "https://localhost/a",
                                      "https://a..b/",
                                      "https://-/",
                                      "https://a.example:99x/",
                                      "https://a b.example/",
                                      "https://%00.example/",
                                      "https://[zz]/a",
                                      "http://.example"}) {
    EXPECT_EQ(canonical(text), "nothing") << text;
  }
  EXPECT_EQ(canonical("https://a.example/" + std::string(5000, 'a')), "nothing");
}

TEST(CanonicalUrl, TakesBareWwwAddressesAndTrimsBlanks) {
  EXPECT_EQ(canonical(" www.News.example/a\n"), "https://news.example/a");
}

/// Any bytes, and pieces that mean something, in any order.
std::string random_url(std::mt19937& random) {
  static const std::vector<std::string> kPieces{"https://",
                                                "http:/",
                                                "www.",
                                                "m.",
                                                "amp.",
                                                "rt.com",
                                                "youtu.be/",
                                                "youtube.com/watch?v=ab",
                                                "google.com/url?q=",
                                                "web.archive.org/web/2/",
                                                "l.facebook.com/l.php?u=",
                                                "twitter.com/a",
                                                ".translate.goog/",
                                                "--",
                                                "/amp/",
                                                "/amp",
                                                "cdn.ampproject.org/c/s/",
                                                "?",
                                                "&",
                                                "#!",
                                                "#",
                                                "%41",
                                                "%b",
                                                "%",
                                                "%2",
                                                "%25",
                                                "%26amp;",
                                                "&amp;",
                                                "&am",
                                                "p;",
                                                "#38;",
                                                "utm_a=1",
                                                "utm%5Fb=2",
                                                "z=1",
                                                "a=2",
                                                "t=1",
                                                "v=cd",
                                                "v=",
                                                ":80",
                                                ":81",
                                                "@",
                                                "\\",
                                                "\u00e9",
                                                "\xff",
                                                " ",
                                                "//",
                                                "/",
                                                ".",
                                                "xn--",
                                                "\u0430",
                                                "[::1]",
                                                "/shorts/",
                                                "https%3A%2F%2F",
                                                "q=http://b.example"};
  std::string url = random() % 4 == 0 ? "" : "https://";
  for (std::size_t i = 0, count = random() % 14; i < count; ++i) {
    url += kPieces[random() % kPieces.size()];
  }
  return url;
}

TEST(CanonicalUrl, IsIdempotentOnAnythingAndPrintable) {
  std::mt19937 random{20240229};
  UrlCanonicaliser urls(kShorteners);
  int canonical_urls = 0;
  for (int round = 0; round < 60'000; ++round) {
    const std::string url = random_url(random);
    const std::optional<CanonicalUrl> once = urls.canonicalise(url);
    if (!once) {
      continue;
    }
    ++canonical_urls;
    const std::optional<CanonicalUrl> twice = urls.canonicalise(once->url);
    ASSERT_TRUE(twice) << url << " -> " << once->url;
    ASSERT_EQ(twice->url, once->url) << url;
    ASSERT_EQ(twice->host, once->host) << url;
    for (const char c : once->url) {
      ASSERT_GT(c, 0x20) << url;
      ASSERT_LT(c, 0x7F) << url;
    }
  }
  EXPECT_GT(canonical_urls, 5'000);
}

TEST(CanonicalUrl, DoesNotDependOnTheOrderOfParameters) {
  EXPECT_EQ(canonical("https://news.example/a?x=1&y=2&z=3"),
            canonical("https://news.example/a?z=3&x=1&y=2"));
}

TEST(RegistrableDomain, IsAPublicSuffixesOwn) {
  EXPECT_EQ(registrable_domain("co.uk"), "co.uk");
  EXPECT_TRUE(is_public_suffix("co.uk"));
  EXPECT_FALSE(is_public_suffix("rt.com"));
}

}  // namespace
}  // namespace vigie::analysis
