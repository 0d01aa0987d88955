#include "validator/report_page.h"

#include <fmt/format.h>

#include "validator/report_text.h"

namespace validator {

namespace {

constexpr std::string_view style = R"(
:root { color-scheme: light dark; --ink: #1d2330; --soft: #5d6678; --page: #f6f7f9; --card: #fff;
  --line: #dde1e8; --well: #1a7f45; --bad: #c0322b; --unsure: #9a6200; --note: #2b62b8; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e9ef; --soft: #9aa3b5; --page: #14171d;
  --card: #1d222b; --line: #343b48; --well: #4cc47e; --bad: #ff7a70; --unsure: #e3b04b;
  --note: #86b1f5; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink);
  font: 15px/1.5 system-ui, sans-serif; }
main { max-width: 70rem; margin: 0 auto; padding: 1.5rem; }
h1 { font-size: 1.1rem; font-weight: 600; color: var(--soft); margin: 0; }
h2 { font-size: 1.15rem; margin: 2rem 0 .6rem; }
.verdict { font-size: 1.7rem; font-weight: 700; margin: .2rem 0 1rem; overflow-wrap: anywhere; }
.well { color: var(--well); } .bad { color: var(--bad); }
.unsure { color: var(--unsure); } .note { color: var(--note); }
.tiles { display: flex; flex-wrap: wrap; gap: .8rem; margin: 0; padding: 0; list-style: none; }
.tiles li, details, .card { background: var(--card); border: 1px solid var(--line);
  border-radius: .5rem; }
.tiles li { padding: .5rem 1rem; min-width: 7rem; }
.tiles b { display: block; font-size: 1.4rem; font-variant-numeric: tabular-nums; }
.tiles span, .soft { color: var(--soft); }
details { margin: .5rem 0; padding: .6rem 1rem; }
summary { cursor: pointer; overflow-wrap: anywhere; }
.tag { display: inline-block; border: 1px solid currentcolor; border-radius: 1rem;
  padding: 0 .6rem; font-size: .8rem; margin-right: .4rem; }
pre, code { font: .86rem/1.45 ui-monospace, monospace; }
pre { background: var(--page); border-radius: .4rem; padding: .6rem .8rem; margin: .5rem 0;
  white-space: pre-wrap; overflow-wrap: anywhere; }
code, details p { overflow-wrap: anywhere; }
td code { overflow-wrap: break-word; }
.card { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: .35rem .8rem; border-bottom: 1px solid var(--line);
  vertical-align: top; }
tr:last-child td { border-bottom: 0; }
th { color: var(--soft); font-weight: 600; font-size: .85rem; }
@media (max-width: 40rem) { main { padding: 1rem; } .verdict { font-size: 1.3rem; }
  .tiles { gap: .5rem; } .tiles li { flex: 1 1 6rem; padding: .4rem .7rem; min-width: 6rem; }
  .tiles b { font-size: 1.15rem; } th, td { padding: .35rem .5rem; } }
#filter { display: none; width: 100%; margin: 1.5rem 0 0; padding: .5rem .8rem; font: inherit;
  color: inherit; background: var(--card); border: 1px solid var(--line); border-radius: .5rem; }
)";

// Shows the filter only where it works.
constexpr std::string_view script = R"(
const box = document.getElementById('filter');
const entries = [...document.querySelectorAll('.entry')];
if (entries.length > 5) box.style.display = 'block';
box.addEventListener('input', () => {
  const words = box.value.toLowerCase().split(/\s+/);
  for (const entry of entries) {
    const text = entry.textContent.toLowerCase();
    entry.style.display = words.every(word => text.includes(word)) ? '' : 'none';
  }
});
)";

std::string_view class_of(Page::Mood mood) {
  return mood == Page::Mood::well ? "well" : mood == Page::Mood::bad ? "bad" : "unsure";
}

}  // namespace

std::string html_tag(std::string_view kind, std::string_view text) {
  return fmt::format(R"(<span class="tag {}">{}</span>)", kind, markup(text));
}

std::string html_table(const std::vector<std::string>& head,
                       const std::vector<std::vector<std::string>>& rows) {
  if (rows.empty()) return {};
  std::string out = "<div class=\"card\"><table>\n<tr>";
  for (const std::string& cell : head) out += "<th>" + markup(cell) + "</th>";
  out += "</tr>\n";
  for (const std::vector<std::string>& row : rows) {
    out += "<tr>";
    for (const std::string& cell : row) out += "<td>" + cell + "</td>";
    out += "</tr>\n";
  }
  return out + "</table></div>\n";
}

std::string html_page(const Page& page) {
  const std::string title = markup(one_line(page.title));
  std::string out = fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<title>{}</title>\n<style>{}</style>\n</head>\n<body>\n<main>\n<h1>{}</h1>\n",
      title, style, title);
  out += fmt::format("<p class=\"verdict {}\">{}</p>\n<ul class=\"tiles\">\n", class_of(page.mood),
                     markup(one_line(page.verdict)));
  for (const auto& [number, what] : page.tiles)
    out += fmt::format("<li><b>{}</b><span>{}</span></li>\n", markup(number), markup(what));
  out +=
      "</ul>\n<input id=\"filter\" type=\"search\" placeholder=\"Filter\" "
      "aria-label=\"Filter\">\n";
  return out + page.body + "</main>\n<script>" + std::string(script) +
         "</script>\n</body>\n</html>\n";
}

}  // namespace validator
