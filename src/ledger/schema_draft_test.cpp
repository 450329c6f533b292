#include <gtest/gtest.h>
#include <youju/base/text.h>
#include <youju/ledger/ledger_fixture.h>
#include <youju/ledger/schema_draft.h>

namespace youju::ledger {
namespace {

class SchemaDraftTest : public LedgerTest {
 protected:
  PackFiles pack_with(const SchemaDraft& draft) const {
    PackFiles pack = test_pack();
    for (auto& [path, text] : pack.files) {
      if (path == "ledgers/" + draft.name + ".yaml") text = schema_text(draft);
    }
    return pack;
  }
  SchemaDraft training() const { return draft_of(*ledgers_->schemas()->find("training")); }
  std::string tried(const SchemaDraft& draft) const {
    const auto done = ledgers_->try_packs(owner_, {pack_with(draft)});
    return done ? "" : done.error().what;
  }
  void enter_one() {
    const auto entered = import_csv(
        "key,on,until,unit,topic,kind,trainees,fee,giver,place,target,held\n"
        "a,2020-03-05,2020-03-05,A1,果树,crop,53,1.25,果业公司,,A2,2020-03-06\n");
    ASSERT_TRUE(entered) << entered.error().what;
    ASSERT_EQ(entered->errors_all, 0);
  }
};
YOUJU_ON_BOTH(SchemaDraftTest);

TEST_P(SchemaDraftTest, comes_back_as_the_schema_it_was_made_of) {
  const auto schemas = ledgers_->schemas();
  for (const Schema& schema : schemas->all()) {
    SchemaDraft draft = draft_of(schema);
    draft.title.en = "With \"quotes\", a \\ and: # {braces}";
    const auto node = parse_yaml(schema_text(draft));
    ASSERT_TRUE(node) << node.error().what << node.error().where;
    const auto again = parse_schema(*node, schema.pack);
    ASSERT_TRUE(again) << again.error().what << again.error().where;
    EXPECT_EQ(again->title.en, draft.title.en);
    EXPECT_EQ(schema_text(draft_of(*again)), schema_text(draft));
    EXPECT_EQ(again->fields.size(), schema.fields.size());
  }
}

TEST_P(SchemaDraftTest, says_how_records_are_reviewed_where_it_is_not_as_everywhere) {
  SchemaDraft draft = training();
  EXPECT_EQ(schema_text(draft).find("review"), std::string::npos);
  for (const Review& review :
       {Review{0, true, false}, Review{2, true, false}, Review{1, false, true}}) {
    draft.review_people = std::to_string(review.people);
    draft.review_author = review.author;
    draft.review_superior = review.superior;
    const auto again = parse_schema(*parse_yaml(schema_text(draft)), "test");
    ASSERT_TRUE(again) << again.error().what << " " << schema_text(draft);
    EXPECT_EQ(again->review, review);
    EXPECT_EQ(draft_of(*again).review_people, draft.review_people);
  }
  draft.review_people = "x";
  EXPECT_EQ(tried(draft), "yaml.not_an_integer");
}

TEST_P(SchemaDraftTest, tells_the_field_that_an_error_is_about) {
  SchemaDraft draft = training();
  draft.fields[2].max = "-5";
  const auto wrong = parse_schema(*parse_yaml(schema_text(draft)), "test");
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().what, "schema.bad_bounds");
  EXPECT_EQ(text::split(wrong.error().where, ':').front(), "8");
  EXPECT_EQ(field_of_line(draft, 8), 2);
  EXPECT_EQ(field_of_line(draft, 1), -1);
  EXPECT_EQ(field_of_line(draft, 500), -1);
}

TEST_P(SchemaDraftTest, that_adds_a_field_keeps_all_records) {
  enter_one();
  SchemaDraft draft = training();
  FieldDraft added;
  added.name = "weather";
  added.title = {"天气", "Weather"};
  draft.fields.push_back(added);
  EXPECT_EQ(tried(draft), "");
  EXPECT_EQ(ledgers_->schemas()->find("training")->field_index("weather"), -1) << "only tried";
  const std::int64_t before = ledgers_->head().seq;
  ASSERT_TRUE(ledgers_->load_packs(owner_, {pack_with(draft)}));
  EXPECT_EQ(ledgers_->head().seq, before + 1) << "one event";
  const auto records = approved();
  ASSERT_EQ(records.size(), 1U);
  EXPECT_TRUE(is_missing(records[0].values.back()));
}

TEST_P(SchemaDraftTest, that_would_lose_data_is_refused) {
  enter_one();
  SchemaDraft gone = training();
  gone.fields.erase(gone.fields.begin() + 2);
  EXPECT_EQ(tried(gone), "schema.field_in_use");
  SchemaDraft other_type = training();
  other_type.fields[2].type = "text";
  other_type.fields[2].measure_unit = other_type.fields[2].max = "";
  EXPECT_EQ(tried(other_type), "schema.type_change");
  SchemaDraft fewer = training();
  fewer.fields[1].choices.erase(fewer.fields[1].choices.begin());  // crop
  EXPECT_EQ(tried(fewer), "schema.choice_in_use");
  SchemaDraft unused = training();
  unused.fields[1].choices.pop_back();  // migrant: no record has it
  EXPECT_EQ(tried(unused), "");
  SchemaDraft empty = training();  // no record has it: it may become something else
  empty.fields[5].type = "text";
  EXPECT_EQ(tried(empty), "");
  EXPECT_EQ(approved().size(), 1U);
}

TEST_P(SchemaDraftTest, of_a_packs_head_keeps_the_tags_that_records_bear) {
  const auto entered = import_csv(
      "key,on,until,unit,topic,tags\n"
      "a,2020-03-05,2020-03-05,A1,果树,spring\n");
  ASSERT_TRUE(entered) << entered.error().what;
  ASSERT_EQ(entered->errors_all, 0);
  const auto without = [&](std::string_view code) {
    PackFiles pack = test_pack();
    PackHead head = *parse_pack_head(*parse_yaml(test_pack_yaml));
    std::erase_if(head.tags, [code](const Tag& tag) { return tag.code == code; });
    for (auto& [path, text] : pack.files) {
      if (path == "pack.yaml") text = pack_head_text(head);
    }
    const auto done = ledgers_->try_packs(owner_, {pack});
    return done ? "" : done.error().what;
  };
  EXPECT_EQ(without("spring"), "schema.tag_in_use");
  EXPECT_EQ(without("week"), "");
}

TEST_P(SchemaDraftTest, is_tried_by_those_alone_who_may_manage_packs) {
  const auto refused = ledgers_->try_packs(
      org::Access("r", {{org::Role::administrator, unit("A")}}), {pack_with(training())});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().what, "org.forbidden");
}

}  // namespace
}  // namespace youju::ledger
