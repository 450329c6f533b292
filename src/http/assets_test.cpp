#include <gtest/gtest.h>
#include <youju/http/assets.h>

namespace youju::http {
namespace {

const std::array<EmbeddedFile, 7> site{{
    {"assets/app-1a2b.js", "let a = 1;"},
    {"assets/app-1a2b.js.br", "BR"},
    {"assets/app-1a2b.js.gz", "GZ"},
    {"icon.svg", "<svg/>"},
    {"index.html", "<!doctype html>"},
    {"index.html.br", "PAGE-BR"},
    {"strange.bin", "?"},
}};

std::optional<Asset> get(std::string_view path, std::string_view encodings = "",
                         std::string_view etag = "", std::string_view method = "GET") {
  static const Assets files(site);  // the answers are views into it
  return files.answer({method, path, encodings, etag});
}

TEST(Assets, sends_a_file_with_its_type) {
  EXPECT_EQ(get("/assets/app-1a2b.js")->type, "text/javascript; charset=utf-8");
  EXPECT_EQ(get("/assets/app-1a2b.js")->bytes, "let a = 1;");
  EXPECT_EQ(get("/icon.svg")->type, "image/svg+xml");
  EXPECT_EQ(get("/strange.bin")->type, "application/octet-stream");
}

TEST(Assets, keeps_hashed_names_for_ever_and_asks_again_for_the_others) {
  EXPECT_NE(get("/assets/app-1a2b.js")->cache_control.find("immutable"), std::string_view::npos);
  EXPECT_EQ(get("/icon.svg")->cache_control, "no-cache");
  EXPECT_EQ(get("/")->cache_control, "no-cache");
}

TEST(Assets, chooses_the_smallest_coding_that_is_accepted) {
  struct Row {
    const char* accept;
    const char* coding;
    const char* bytes;
  };
  constexpr Row rows[] = {
      {"gzip, deflate, br", "br", "BR"},
      {"gzip", "gzip", "GZ"},
      {"", "", "let a = 1;"},
      {"br;q=0, gzip", "gzip", "GZ"},
      {"br;q=0.0,gzip;q=0.000", "", "let a = 1;"},
      {"*", "br", "BR"},
      {"*;q=0", "", "let a = 1;"},
      {"br;q=0, *", "gzip", "GZ"},
      {" br ; q=0.1 ", "br", "BR"},
      {"brotli", "", "let a = 1;"},
  };
  for (const Row& row : rows) {
    const auto asset = get("/assets/app-1a2b.js", row.accept);
    EXPECT_EQ(asset->encoding, row.coding) << row.accept;
    EXPECT_EQ(asset->bytes, row.bytes) << row.accept;
  }
  EXPECT_EQ(get("/", "gzip")->encoding, "") << "the page has no gzip twin";
}

TEST(Assets, answers_304_to_who_has_it_and_tells_codings_apart) {
  const std::string plain(get("/icon.svg")->etag);
  EXPECT_EQ(plain.size(), 26U);
  EXPECT_EQ(get("/icon.svg", "", plain)->status, 304);
  EXPECT_TRUE(get("/icon.svg", "", plain)->bytes.empty());
  EXPECT_EQ(get("/icon.svg", "", "\"x\", W/" + plain)->status, 304);
  EXPECT_EQ(get("/icon.svg", "", "\"x\"")->status, 200);
  const std::string packed(get("/", "br")->etag);
  EXPECT_NE(packed, get("/")->etag);
  EXPECT_EQ(get("/", "", packed)->status, 200);
}

TEST(Assets, gives_the_start_page_for_paths_of_the_workbench) {
  for (const char* path : {"/", "/ledgers", "/ledgers/training/new", "/summaries/610522/2009"}) {
    EXPECT_EQ(get(path)->bytes, "<!doctype html>") << path;
  }
}

TEST(Assets, leaves_to_others_what_is_theirs) {
  for (const char* path : {"/api", "/api/session", "/assets/app-0000.js", "/robots.txt",
                           "/ledgers/../../etc/passwd.txt", "", "index.html"}) {
    EXPECT_FALSE(get(path)) << path;
  }
  EXPECT_FALSE(get("/", "", "", "POST"));
  EXPECT_TRUE(get("/", "", "", "HEAD"));
}

TEST(Assets, without_a_workbench_answers_nothing) {
  EXPECT_FALSE(Assets({}).answer({"GET", "/", "", ""}));
}

TEST(Assets, of_this_program_run_no_inline_script) {
  const auto page = assets().answer({"GET", "/", "", ""});
  if (!page) GTEST_SKIP() << "built without Node, so without the workbench";
  EXPECT_EQ(page->bytes.find("<script>"), std::string_view::npos);
  EXPECT_EQ(page->bytes.find("style="), std::string_view::npos);
  EXPECT_EQ(asset_headers[0].second.find("unsafe"), std::string_view::npos);
}

}  // namespace
}  // namespace youju::http
