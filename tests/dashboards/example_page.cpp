// Prints the example report with groups and explanations as a page, for the tests in a browser.
// Usage: example_page en|fr|de [hostile]
#include <cstdio>
#include <string>
#include <string_view>

#include "dashboards/report.h"
#include "tests/dashboards/example_explanation.h"
#include "tests/dashboards/example_groups.h"

int main(int count, char** words) {
  vigie::ReportData data = vigie::tests::explained_report();
  const vigie::ReportData with_groups = vigie::tests::report_with_groups();
  data.coordination = with_groups.coordination;
  data.run.notes = with_groups.run.notes;
  vigie::dashboards::ReportOptions options;
  options.language = count > 1 ? words[1] : "en";
  if (count > 2 && std::string_view{words[2]} == "hostile") {
    vigie::tests::fill_groups_with(
        data.coordination,
        "</script><script>window.attacked=1</script>\"'><img src=x onerror=window.attacked=1>"
        " \u202Egpj.exe");
  }
  const std::string page = vigie::dashboards::render_html_report(data, options);
  return std::fwrite(page.data(), 1, page.size(), stdout) == page.size() ? 0 : 1;
}
