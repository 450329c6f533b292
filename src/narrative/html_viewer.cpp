#include <youju/base/catalogue.h>
#include <youju/base/hash.h>
#include <youju/base/json_writer.h>
#include <youju/narrative/html_viewer.h>

#include <array>

namespace youju::narrative {
namespace {

constexpr std::string_view style_sheet = R"(
data.figure[tabindex] { cursor: pointer; }
data.figure[tabindex]:hover, data.figure[aria-expanded="true"] { background: #e8f1fb; }
data.figure[tabindex]:focus-visible { outline: 2px solid #0b57a4; outline-offset: 2px; }
#youju-panel { position: fixed; inset: 0 0 0 auto; width: min(26rem, 100%); box-sizing: border-box;
  padding: 1rem 1.25rem 2rem; overflow-y: auto; background: #fff; border-left: 1px solid #8a8a8a;
  box-shadow: 0 0 1.5rem rgba(0, 0, 0, .18); font: .9375rem/1.6 "Noto Sans CJK SC",
  "Microsoft YaHei", sans-serif; }
@media (min-width: 88rem) { #youju-panel { width: calc((100% - 46rem) / 2); } }
#youju-panel[hidden] { display: none; } #youju-panel:focus { outline: none; }
#youju-panel h2 { margin: 0 3rem .5rem 0; font: 600 1.0625rem/1.5 inherit; text-indent: 0; }
#youju-panel p { text-indent: 0; text-align: left; margin: .4rem 0; }
#youju-panel .value { font-size: 1.375rem; font-weight: 600; }
#youju-panel dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem .8rem;
  margin: .6rem 0; }
#youju-panel dt { color: #555; } #youju-panel dd { margin: 0; overflow-wrap: anywhere; }
#youju-panel button { font: inherit; color: #0b57a4; background: none; border: 1px solid #8a8a8a;
  border-radius: .25rem; padding: .25rem .6rem; min-height: 2rem; cursor: pointer; }
#youju-panel .close { position: absolute; top: .8rem; right: 1rem; }
#youju-panel li { margin: .3rem 0; } #youju-panel ul { padding-left: 0; list-style: none; }
#youju-panel table { font-size: .8125rem; } #youju-panel td:first-child { white-space: nowrap; }
#youju-panel #youju-panel td { overflow-wrap: anywhere; }
@media print { #youju-panel { display: none; } }
)";

constexpr std::string_view script = R"((function () {
  "use strict";
  var data = JSON.parse(document.getElementById("youju-grounds").textContent);
  var words = data.words, grounds = data.grounds;
  var panel = document.createElement("aside"), opener = null;
  panel.id = "youju-panel";
  panel.hidden = true;
  panel.tabIndex = -1;
  panel.setAttribute("role", "dialog");
  panel.setAttribute("aria-label", words.panel);
  document.body.appendChild(panel);

  function add(parent, tag, text, name) {
    var node = document.createElement(tag);
    if (text !== undefined) node.textContent = text;
    if (name) node.className = name;
    parent.appendChild(node);
    return node;
  }
  function fact(list, title, text) {
    if (!text) return;
    add(list, "dt", title);
    add(list, "dd", text);
  }
  function close() {
    panel.hidden = true;
    if (!opener) return;
    opener.setAttribute("aria-expanded", "false");
    opener.focus();
    opener = null;
  }
  function records(ground) {
    var lines = ground.shown || [];
    if (!lines.length) return;
    var table = add(panel, "table"), row = add(add(table, "thead"), "tr");
    words.columns.forEach(function (title) { add(row, "th", title).scope = "col"; });
    var body = add(table, "tbody");
    lines.forEach(function (line) {
      var row = add(body, "tr");
      line.forEach(function (cell, index) { add(row, "td", cell, index === 2 ? "number" : ""); });
    });
    if (ground.records > lines.length) {
      add(panel, "p", words.more.replace("{shown}", lines.length).replace("{all}", ground.records));
    }
  }
  function show(name, figure) {
    var ground = grounds[name];
    if (!ground) return;
    panel.textContent = "";
    add(panel, "h2", ground.title);
    var button = add(panel, "button", words.close, "close");
    button.type = "button";
    button.addEventListener("click", close);
    add(panel, "p", figure ? figure.textContent : ground.text, "value");
    add(panel, "p", ground.definition);
    var list = add(panel, "dl");
    fact(list, words.kind, words.kinds[ground.kind]);
    fact(list, words.exact, ground.value && ground.value + (ground.unit || ""));
    fact(list, words.unit, ground.unit_name);
    fact(list, words.period, ground.period);
    fact(list, words.as_of, data.as_of);
    fact(list, words.name, name);
    fact(list, words.ledger, ground.ledger);
    fact(list, words.records, ground.kind === "proven" ? String(ground.records || 0) : "");
    fact(list, words.incomplete, ground.incomplete ? String(ground.incomplete) : "");
    fact(list, words.nil, ground.nil ? String(ground.nil) : "");
    fact(list, words.source, ground.citation);
    fact(list, words.note, ground.note);
    fact(list, words.reason, ground.reason);
    if (ground.hidden) add(panel, "p", words.hidden);
    records(ground);
    if (ground.operands) {
      add(panel, "p", words.operands);
      var operands = add(panel, "ul");
      ground.operands.forEach(function (each) {
        var behind = grounds[each], item = add(operands, "li");
        if (!behind) { item.textContent = each; return; }
        var link = add(item, "button", behind.title + " · " + behind.period + " · " + behind.text);
        link.type = "button";
        link.addEventListener("click", function () { show(each, null); });
      });
    }
    panel.hidden = false;
    panel.scrollTop = 0;
    panel.focus();
  }
  function open(figure) {
    if (opener) opener.setAttribute("aria-expanded", "false");
    opener = figure;
    figure.setAttribute("aria-expanded", "true");
    show(figure.getAttribute("data-figure"), figure);
  }
  Array.prototype.forEach.call(document.querySelectorAll("data.figure"), function (figure) {
    if (!grounds[figure.getAttribute("data-figure")]) return;
    figure.tabIndex = 0;
    figure.setAttribute("role", "button");
    figure.setAttribute("aria-expanded", "false");
    figure.addEventListener("click", function () { open(figure); });
    figure.addEventListener("keydown", function (event) {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      open(figure);
    });
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && !panel.hidden) close();
  });
})();)";

// RFC 4648, of the 32 bytes of a digest.
std::string base64(const Digest& digest) {
  constexpr std::string_view letters =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (std::size_t at = 0; at < digest.size(); at += 3) {
    std::uint32_t bits = 0;
    for (std::size_t each = 0; each < 3; ++each) {
      bits = bits << 8 | (at + each < digest.size() ? digest[at + each] : 0);
    }
    for (int shift = 18; shift >= 0; shift -= 6) out += letters[bits >> shift & 63];
  }
  const std::size_t missing = (3 - digest.size() % 3) % 3;
  out.replace(out.size() - missing, missing, missing, '=');
  return out;
}

// JSON that may stand in a script element: nothing in it can end the element.
std::string inert(const std::string& json) {
  std::string out;
  for (const char byte : json) {
    if (byte == '<') {
      out += "\\u003c";
    } else {
      out += byte;
    }
  }
  return out;
}

void words(JsonWriter& json, Language language) {
  json.key("words").begin_object();
  for (const std::string_view name :
       {"panel", "close", "kind", "exact", "unit", "period", "as_of", "name", "ledger", "records",
        "incomplete", "nil", "source", "note", "reason", "hidden", "operands"}) {
    json.member(name, sentence("narrative.viewer." + std::string(name), language));
  }
  json.member("more", sentence("narrative.viewer.more", language,
                               {{"shown", "{shown}"}, {"all", "{all}"}}));
  json.key("kinds").begin_object();
  for (const std::string_view name : {"proven", "declared", "derived", "missing"}) {
    json.member(name, sentence("narrative.kind." + std::string(name), language));
  }
  json.end_object().key("columns").begin_array();
  for (const std::string_view name : {"day", "unit_column", "contribution", "record"}) {
    json.string(sentence("narrative.viewer." + std::string(name), language));
  }
  json.end_array().end_object();
}

void ground_of(JsonWriter& json, const Ground& ground) {
  const auto text = [&](std::string_view name, const std::string& value) {
    if (!value.empty()) json.member(name, value);
  };
  const auto count = [&](std::string_view name, std::int64_t value) {
    if (value != 0) json.key(name).number(value);
  };
  json.key(ground.figure).begin_object();
  json.member("title", ground.title).member("kind", ground.kind).member("text", ground.text);
  json.member("period", ground.period).member("unit_name", ground.unit_name);
  text("definition", ground.definition);
  text("value", ground.value);
  text("unit", ground.unit);
  text("ledger", ground.ledger);
  text("citation", ground.citation);
  text("note", ground.note);
  text("reason", ground.reason);
  count("records", ground.records);
  count("incomplete", ground.incomplete);
  count("nil", ground.nil_returns);
  if (ground.hidden) json.key("hidden").boolean(true);
  if (!ground.shown.empty()) {
    json.key("shown").begin_array();
    for (const Ground::Record& record : ground.shown) {
      json.begin_array().string(record.day).string(record.unit).string(record.contribution);
      json.string(record.id).end_array();
    }
    json.end_array();
  }
  if (!ground.operands.empty()) {
    json.key("operands").begin_array();
    for (const std::string& each : ground.operands) json.string(each);
    json.end_array();
  }
  json.end_object();
}

}  // namespace

void append_viewer_head(std::string& out) {
  out +=
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
      "style-src 'unsafe-inline'; script-src 'sha256-";
  out += base64(digest_of(script));
  out += "'; base-uri 'none'; form-action 'none'\">\n<style>";
  out += style_sheet;
  out += "</style>\n";
}

void append_viewer(std::string& out, const Document& document) {
  JsonWriter json;
  json.begin_object().member("as_of", sentence("narrative.viewer.as_of_value", document.language,
                                               {{"seq", std::to_string(document.as_of)},
                                                {"hash", document.chain_hash.substr(0, 16)}}));
  words(json, document.language);
  json.key("grounds").begin_object();
  for (const Ground& each : document.grounds) ground_of(json, each);
  json.end_object().end_object();
  out += "<script type=\"application/json\" id=\"youju-grounds\">";
  out += inert(json.take());
  out += "</script>\n<script>";
  out += script;
  out += "</script>\n";
}

}  // namespace youju::narrative
