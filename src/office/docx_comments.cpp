#include <youju/base/text.h>
#include <youju/office/docx_comment_marks.h>
#include <youju/office/docx_comments.h>
#include <youju/office/docx_opening.h>
#include <youju/office/docx_reader.h>
#include <youju/office/relationships.h>
#include <youju/office/xml_tree.h>

#include <algorithm>
#include <map>

namespace youju::office {
namespace {

constexpr std::string_view word_namespace =
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
constexpr std::string_view strict_namespace = "http://purl.oclc.org/ooxml/wordprocessingml/main";
constexpr std::string_view relation_base =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
constexpr std::string_view strict_relation_base =
    "http://purl.oclc.org/ooxml/officeDocument/relationships/";
constexpr const char* comments_type =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";
constexpr const char* content_types = "[Content_Types].xml";

// read_docx has accepted the main part; the others may still be anything.
Result<void> parse(pugi::xml_document& tree, const std::string& bytes, const std::string& part) {
  return parse_tree(tree, bytes, part, "docx.malformed");
}

std::string folder_of(const std::string& part) {
  const std::size_t slash = part.rfind('/');
  return slash == std::string::npos ? "" : part.substr(0, slash + 1);
}

std::string relationships_of(const std::string& part) {
  const std::string folder = folder_of(part);
  return folder + "_rels/" + part.substr(folder.size()) + ".rels";
}

class Package {
 public:
  Package(const ZipReader& zip, std::string main) : zip_(zip), main_(std::move(main)) {}

  Result<std::string> with(const std::vector<DocxComment>& all, const DocxCommenter& by) {
    pugi::xml_document tree;
    TRY(parse(tree, TRY(zip_.read(main_)), main_));
    strict_ = false;
    for (const pugi::xml_attribute attribute : tree.document_element().attributes()) {
      if (attribute.value() == strict_namespace) strict_ = true;
    }
    pugi::xml_document comments;
    const std::string part = TRY(open_comments(comments));
    const int first_id = next_id(comments);
    mark_comments(tree, all, first_id);
    for (std::size_t index = 0; index < all.size(); ++index) {
      append(comments, all[index].text, first_id + static_cast<int>(index), by);
    }
    changed_[main_] = print_tree(tree);
    changed_[part] = print_tree(comments);
    return repacked(zip_, changed_);
  }

 private:
  // The part of the comments, as it is or new; a new one is made known to the package.
  Result<std::string> open_comments(pugi::xml_document& comments) {
    for (const Relationship& each : TRY(read_relationships(zip_, main_, "docx.malformed"))) {
      if (each.kind != "comments" || !zip_.has(each.part)) continue;
      TRY(parse(comments, TRY(zip_.read(each.part)), each.part));
      if (comments.document_element()) return each.part;
    }
    std::string name = "comments.xml";
    for (int number = 2; zip_.has(folder_of(main_) + name); ++number) {
      name = "comments" + std::to_string(number) + ".xml";
    }
    pugi::xml_node root = comments.append_child("w:comments");
    root.append_attribute("xmlns:w") =
        std::string(strict_ ? strict_namespace : word_namespace).c_str();
    TRY(relate(name));
    TRY(declare("/" + folder_of(main_) + name));
    return folder_of(main_) + name;
  }

  Result<void> relate(const std::string& target) {
    const std::string part = relationships_of(main_);
    pugi::xml_document tree;
    if (zip_.has(part)) TRY(parse(tree, TRY(zip_.read(part)), part));
    pugi::xml_node root = tree.document_element();
    if (!root) {
      root = tree.append_child("Relationships");
      root.append_attribute("xmlns") =
          "http://schemas.openxmlformats.org/package/2006/relationships";
    }
    std::string id = "rIdComments";
    const auto taken = [&] {
      const auto same = [&](const pugi::xml_node& each) {
        return each.attribute("Id").value() == id;
      };
      return std::any_of(root.children().begin(), root.children().end(), same);
    };
    while (taken()) id += 'x';
    pugi::xml_node made = root.append_child((prefix_of(tree) + "Relationship").c_str());
    made.append_attribute("Id") = id.c_str();
    made.append_attribute("Type") =
        (std::string(strict_ ? strict_relation_base : relation_base) + "comments").c_str();
    made.append_attribute("Target") = target.c_str();
    changed_[part] = print_tree(tree);
    return {};
  }

  Result<void> declare(const std::string& part) {
    pugi::xml_document tree;
    if (zip_.has(content_types)) {
      TRY(parse(tree, TRY(zip_.read(content_types)), content_types));
    }
    pugi::xml_node root = tree.document_element();
    if (!root) {
      root = tree.append_child("Types");
      root.append_attribute("xmlns") =
          "http://schemas.openxmlformats.org/package/2006/content-types";
    }
    pugi::xml_node made = root.append_child((prefix_of(tree) + "Override").c_str());
    made.append_attribute("PartName") = part.c_str();
    made.append_attribute("ContentType") = comments_type;
    changed_[content_types] = print_tree(tree);
    return {};
  }

  static int next_id(const pugi::xml_document& comments) {
    const std::string id = prefix_of(comments) + "id";
    int next = 0;
    for (const pugi::xml_node each : comments.document_element().children()) {
      next = std::max(next, each.attribute(id.c_str()).as_int(-1) + 1);
    }
    return next;
  }

  static void append(pugi::xml_document& comments, std::string_view text, int id,
                     const DocxCommenter& by) {
    const std::string word = prefix_of(comments);
    const auto name = [&](const char* local) { return word + local; };
    pugi::xml_node comment = comments.document_element().append_child(name("comment").c_str());
    comment.append_attribute(name("id").c_str()) = id;
    comment.append_attribute(name("author").c_str()) = plain_text(by.name).c_str();
    comment.append_attribute(name("date").c_str()) = by.at.c_str();
    comment.append_attribute(name("initials").c_str()) = plain_text(by.initials).c_str();
    for (const std::string_view line : text::split(text, '\n')) {
      pugi::xml_node words = comment.append_child(name("p").c_str())
                                 .append_child(name("r").c_str())
                                 .append_child(name("t").c_str());
      words.append_attribute("xml:space") = "preserve";
      words.append_child(pugi::node_pcdata).set_value(plain_text(line).c_str());
    }
  }

  const ZipReader& zip_;
  std::string main_;
  bool strict_ = false;
  std::map<std::string, std::string> changed_;
};

}  // namespace

Result<std::string> add_docx_comments(std::string_view bytes, const std::vector<DocxComment>& all,
                                      const DocxCommenter& by) {
  TRY(read_docx(bytes));
  const ZipReader zip = TRY(open_docx(bytes));
  return Package(zip, TRY(main_part(zip))).with(all, by);
}

}  // namespace youju::office
