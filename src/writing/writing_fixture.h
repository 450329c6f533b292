// For tests of this room: a county with talks (figures_fixture.h), a template of its own, and a
// person for each role over the county and over one of its towns. Inside this room.
#pragma once

#include <youju/indicator/figures_fixture.h>
#include <youju/writing/drafts.h>

#include <memory>
#include <string>

namespace youju::writing {

inline constexpr const char* writing_talks_csv =
    "key,unit,on,tags,hosts,topic,kind,heads,giver\n"
    "1,A1,2020-01-10,,,果树,crop,1234,果业公司\n"
    "2,A2,2020-03-20,,,蔬菜,crop,200,果业公司\n"
    "3,B1,2020-12-31,,,慢病,health,890,县医院\n";

inline constexpr const char* writing_template = R"(---
template: test
title: {zh-CN: 测试, en: Test}
---
# {unit}{year}年工作总结

## 主要工作

全年举办讲座{talks}，听众{heads | over 100}，主讲单位{givers}。

农技讲座深入田间地头，受到群众的一致欢迎，全年共计{crops}。

## 存在不足

会员发展较慢，现有会员{members}，还需要继续努力。

@table "讲座一览" on, topic, heads of talks

@sign
@annex
)";

class WritingTest : public indicator::FiguresTest {
 protected:
  void SetUp() override {
    indicator::FiguresTest::SetUp();
    if (IsSkipped()) return;
    constexpr std::int64_t first_of_2021 = 1609459200000;  // 08:00 +08:00
    clock_.set(first_of_2021);
    ASSERT_TRUE(database_->migrate(migrations()));
    load("talk", writing_talks_csv);
    for (const char* role : {"clerk", "reviewer", "writer", "leader", "auditor", "administrator"}) {
      for (const char* code : {"610522", "A"}) {
        org::Person person;
        person.login = std::string(role) + (code[0] == 'A' ? "-town" : "");
        person.name = person.login;
        person.grants.push_back({*org::parse_role(role), unit(code)});
        ASSERT_TRUE(ledgers_->grant(owner_, {person}));
      }
    }
    drafts_ = std::make_unique<Drafts>(
        Needs{*ledgers_, *figures_, blobs_, clock_,
              [this](std::string_view name) { return find_template(name); }});
  }

  Result<narrative::Template> find_template(std::string_view name) const {
    if (name != "test") return fail(ErrorKind::not_found, "app.unknown_template");
    return narrative::Template::parse(writing_template, *figures_->indicators(),
                                      *ledgers_->schemas());
  }

  org::Access as(std::string_view login) const { return *ledgers_->directory()->access(login); }
  Uuid begun(std::string_view code = "610522") {
    const auto id = drafts_->create(owner_, code, *Period::parse("2020"), "test");
    EXPECT_TRUE(id) << id.error().what << ' ' << id.error().where;
    return id.value_or(Uuid());
  }
  Content content_of(const Uuid& id, int version = 0) const {
    const auto found = drafts_->version(owner_, id, version);
    EXPECT_TRUE(found) << found.error().what;
    return found ? found->content : Content{};
  }
  // The id of the error, or "".
  template <typename T>
  static std::string error_of(const Result<T>& result) {
    return result ? "" : result.error().what;
  }
  int saved(const Uuid& id, int version, const Content& content) {
    const auto made = drafts_->save(owner_, id, version, to_json(content), "");
    EXPECT_TRUE(made) << made.error().what << ' ' << made.error().where;
    return made.value_or(0);
  }
  // The block whose words hold these.
  static Block& block_with(Content& content, std::string_view words) {
    for (Block& block : content.blocks) {
      for (const narrative::Inline& part : block.line) {
        const auto* text = std::get_if<narrative::Text>(&part);
        if (text != nullptr && text->text.find(words) != std::string::npos) return block;
      }
    }
    ADD_FAILURE() << words;
    return content.blocks.front();
  }
  static void replace(Block& block, std::string_view from, const std::string& to) {
    for (narrative::Inline& part : block.line) {
      auto* text = std::get_if<narrative::Text>(&part);
      const std::size_t at = text == nullptr ? std::string::npos : text->text.find(from);
      if (at != std::string::npos) return void(text->text.replace(at, from.size(), to));
    }
    ADD_FAILURE() << from;
  }

  std::unique_ptr<Drafts> drafts_;
};

}  // namespace youju::writing
