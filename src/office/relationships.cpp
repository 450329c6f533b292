#include <youju/base/text.h>
#include <youju/office/relationships.h>
#include <youju/office/sax.h>

namespace youju::office {
namespace {

std::string folder_of(std::string_view part) {
  const std::size_t slash = part.rfind('/');
  return slash == std::string_view::npos ? "" : std::string(part.substr(0, slash + 1));
}

// A target relative to its source's folder, or from the root when it starts with "/".
std::string resolved(std::string_view folder, std::string_view target) {
  std::string path;
  if (text::starts_with(target, "/")) {
    target.remove_prefix(1);
  } else {
    path = folder;
  }
  while (true) {
    if (text::starts_with(target, "./")) {
      target.remove_prefix(2);
    } else if (text::starts_with(target, "../")) {
      target.remove_prefix(3);
      if (!path.empty()) path = folder_of(std::string_view(path).substr(0, path.size() - 1));
    } else {
      return path.append(target);
    }
  }
}

class Handler : public XmlHandler {
 public:
  explicit Handler(std::string folder) : folder_(std::move(folder)) {}
  std::vector<Relationship> take() { return std::move(found_); }

  void start(std::string_view name, const XmlAttributes& attributes) override {
    if (local_name(name) != "Relationship" || attributes.get("TargetMode") == "External") return;
    const std::string_view type = attributes.get("Type");
    found_.push_back({std::string(attributes.get("Id")),
                      std::string(type.substr(type.rfind('/') + 1)),
                      resolved(folder_, attributes.get("Target"))});
  }
  void end(std::string_view) override {}
  void text(std::string_view) override {}

 private:
  std::string folder_;
  std::vector<Relationship> found_;
};

}  // namespace

Result<std::vector<Relationship>> read_relationships(const ZipReader& zip, std::string_view part,
                                                     std::string_view malformed) {
  const std::string folder = folder_of(part);
  const std::string name = folder + "_rels/" + std::string(part.substr(folder.size())) + ".rels";
  if (!zip.has(name)) return std::vector<Relationship>{};
  const std::string xml = TRY(zip.read(name));
  Handler handler(folder);
  XmlParser parser(handler, {std::string(malformed), name, false});
  TRY(parser.feed(xml));
  TRY(parser.finish());
  return handler.take();
}

}  // namespace youju::office
