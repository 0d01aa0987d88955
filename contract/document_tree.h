#pragma once
// Builds a Document's tree from the events of a parser, whichever it is. Internal to the loader.
#include <cstddef>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "contract/document.h"

namespace contract::document_detail {

constexpr std::size_t max_depth = 200;

struct Tree {
  Json root;
  std::vector<Mark> marks;  // one for each node, parents before their children
};

// A finished or half-finished subtree that an alias may repeat.
struct Anchor {
  Json scalar;
  const Json::object_t* object = nullptr;  // these stay put while the tree around them grows
  const Json::array_t* array = nullptr;
  std::size_t first_mark = 0;
  std::size_t last_mark = 0;
  std::size_t height = 0;
  std::size_t cost = 0;
  bool finished = false;
};

// Every function returns false once something was refused; `error` then says what.
class TreeBuilder {
 public:
  explicit TreeBuilder(std::string file) : file_(std::move(file)) {}

  bool begin_object(Mark mark, std::size_t anchor = 0) { return begin(true, mark, anchor); }
  bool begin_array(Mark mark, std::size_t anchor = 0) { return begin(false, mark, anchor); }
  bool end();
  bool key(std::string name, Mark mark);
  bool value(Json scalar, Mark mark, std::size_t anchor = 0);
  bool repeat(std::size_t anchor, Mark mark);  // an alias; anchors count from 1
  bool expects_key() const;
  bool expects_value() const;  // of a member
  bool refuse(std::string code, std::string message, Mark mark);

  const std::optional<Error>& error() const { return error_; }
  Tree take() { return {std::move(root_), std::move(marks_)}; }

 private:
  struct Member {
    std::string name;
    std::uint32_t line;
    Json value;
  };
  struct Frame {
    bool is_object = false;
    bool has_key = false;  // the last member waits for its value
    std::vector<Member> members;
    std::vector<Json> elements;
    std::unordered_map<std::string, std::uint32_t> lines;  // of the members, once they are many
    std::size_t anchor = 0;
    std::size_t first_mark = 0;
    std::size_t height = 0;
    std::size_t cost = 0;
  };

  bool begin(bool is_object, Mark mark, std::size_t anchor);
  std::uint32_t line_of(Frame& frame, const std::string& name);
  void add_mark(Mark mark);
  void attach(Json node, std::size_t height, std::size_t cost);
  void remember(std::size_t anchor, const Json& node, std::size_t first_mark, std::size_t height,
                std::size_t cost);

  std::string file_;
  std::optional<Error> error_;
  std::vector<Frame> frames_;
  std::vector<Mark> marks_;
  std::unordered_map<std::size_t, Anchor> anchors_;
  std::size_t expanded_ = 0;  // what aliases have cost so far
  Mark key_mark_;
  Json root_;
};

// The parsers. `text` is UTF-8 without a byte order mark or NUL.
Result<Tree> parse_json_tree(std::string_view text, const std::string& file);
Result<Tree> parse_yaml_tree(std::string_view text, const std::string& file);

// A plain scalar by the core schema (YAML 1.2.2 section 10.3.2); nothing when it is a number that
// binary64 cannot hold.
std::optional<Json> resolve_plain_scalar(const std::string& text);

}  // namespace contract::document_detail
