// valijson parses a lowered schema; a visitor turns its constraints into a plan node.
#include "contract/schema_compile.h"

#include <fmt/format.h>

#include "contract/schema_own_constraint.h"
#include "contract/schema_step.h"
#include "contract/schema_valijson.h"

namespace contract::schema_detail {
namespace {

using valijson::Subschema;

// Which definition a child stands for: its only constraint says so.
Index definition_of(const Subschema* child) {
  Index index = anything;
  Subschema::ApplyFunction read = [&](const vc::Constraint& constraint) {
    if (const OwnConstraint* own = as_own(constraint))
      index = static_cast<Index>(own->numbers().front());
    return true;
  };
  if (child != nullptr) child->apply(read);
  return index;
}

template <class Constraint>
std::vector<Index> branches_of(const Constraint& constraint) {
  std::vector<Index> indexes;
  constraint.applyToSubschemas([&](unsigned, const Subschema* child) {
    indexes.push_back(definition_of(child));
    return true;
  });
  return indexes;
}

template <class T>
T& made(std::unique_ptr<T>& pointer) {
  if (!pointer) pointer = std::make_unique<T>();
  return *pointer;
}

template <class String>
std::string name_of(const String& name) {
  return unescaped_name(std::string_view(name.data(), name.size()));
}

TypeSet type_bits(vc::TypeConstraint::JsonType type) {
  switch (type) {
    case vc::TypeConstraint::kNull:
      return types::null;
    case vc::TypeConstraint::kBoolean:
      return types::boolean;
    case vc::TypeConstraint::kInteger:
      return types::integer;
    case vc::TypeConstraint::kNumber:
      return types::number;
    case vc::TypeConstraint::kString:
      return types::string;
    case vc::TypeConstraint::kArray:
      return types::array;
    case vc::TypeConstraint::kObject:
      return types::object;
    default:
      return types::all;
  }
}

class NodeVisitor : public vc::ConstraintVisitor {
 public:
  NodeVisitor(const Definition& definition, Lowering& lowering, Node& node)
      : definition_(definition), lowering_(lowering), node_(node) {}

  bool visit(const vc::AllOfConstraint& c) override {
    for (const Index index : branches_of(c)) made(node_.applied).all.push_back(index);
    return true;
  }
  bool visit(const vc::AnyOfConstraint& c) override {
    made(node_.applied).any_of.emplace().schemas = branches_of(c);
    return true;
  }
  bool visit(const vc::OneOfConstraint& c) override {
    made(node_.applied).one_of.emplace().schemas = branches_of(c);
    return true;
  }
  bool visit(const vc::NotConstraint& c) override {
    made(node_.applied).negated = definition_of(c.getSubschema());
    return true;
  }
  bool visit(const vc::ConditionalConstraint& c) override {
    made(node_.applied).conditional =
        Conditional{definition_of(c.getIfSubschema()), definition_of(c.getThenSubschema()),
                    definition_of(c.getElseSubschema())};
    return true;
  }
  bool visit(const vc::DependenciesConstraint& c) override {
    c.applyToPropertyDependencies([&](const auto& property, const auto& names) {
      Dependency dependency{keyword_of_dependency(name_of(property)), name_of(property), {}};
      for (const auto& name : names) dependency.required.push_back(name_of(name));
      made(node_.object).dependencies.push_back(std::move(dependency));
      return true;
    });
    return true;
  }
  bool visit(const vc::TypeConstraint& c) override {
    node_.types = 0;
    c.applyToNamedTypes([&](vc::TypeConstraint::JsonType type) {
      node_.types |= type_bits(type);
      return true;
    });
    return true;
  }
  bool visit(const vc::MinLengthConstraint& c) override {
    made(node_.string).min = c.getMinLength();
    return true;
  }
  bool visit(const vc::MaxLengthConstraint& c) override {
    made(node_.string).max = c.getMaxLength();
    return true;
  }
  bool visit(const vc::MinItemsConstraint& c) override {
    made(node_.array).min = c.getMinItems();
    return true;
  }
  bool visit(const vc::MaxItemsConstraint& c) override {
    made(node_.array).max = c.getMaxItems();
    return true;
  }
  bool visit(const vc::UniqueItemsConstraint&) override { return made(node_.array).unique = true; }
  bool visit(const vc::SingularItemsConstraint& c) override {
    made(node_.array).rest = definition_of(c.getItemsSubschema());
    return node_.array->rest_declared = true;
  }
  bool visit(const vc::LinearItemsConstraint& c) override {
    c.applyToItemSubschemas([&](unsigned, const Subschema* child) {
      made(node_.array).prefix.push_back(definition_of(child));
      return true;
    });
    made(node_.array).rest = definition_of(c.getAdditionalItemsSubschema());
    node_.array->rest_declared = definition_.schema->contains("additionalItems");
    if (!definition_.source->contains("prefixItems")) node_.array->rest_keyword = "additionalItems";
    return true;
  }
  bool visit(const vc::MinPropertiesConstraint& c) override {
    made(node_.object).min = c.getMinProperties();
    return true;
  }
  bool visit(const vc::MaxPropertiesConstraint& c) override {
    made(node_.object).max = c.getMaxProperties();
    return true;
  }
  bool visit(const vc::PropertyNamesConstraint& c) override {
    made(node_.object).property_names = definition_of(c.getSubschema());
    return true;
  }
  bool visit(const vc::PropertiesConstraint& c) override {
    c.applyToProperties([&](const auto& name, const Subschema* child) {
      declared_.emplace_back(name_of(name), definition_of(child));
      return true;
    });
    ObjectRules& rules = made(node_.object);
    c.applyToPatternProperties([&](const auto& text, const Subschema* child) {
      PatternPtr pattern = lowering_.known_pattern(name_of(text));
      rules.patterns.push_back({std::move(pattern), definition_of(child)});
      return true;
    });
    rules.rest = definition_of(c.getAdditionalPropertiesSubschema());
    rules.rest_declared = definition_.schema->contains("additionalProperties");
    return true;
  }
  bool visit(const vc::RequiredConstraint& c) override {
    c.applyToRequiredProperties([&](const auto& name) {
      required_.push_back(name_of(name));
      return true;
    });
    return true;
  }
  bool visit(const vc::PolyConstraint& c) override {
    const OwnConstraint* own = as_own(c);
    for (const std::int64_t number : own->numbers())
      add_rule(node_, definition_.rules[static_cast<std::size_t>(number)]);
    return true;
  }
  // What follows is carried by own rules and never lowered to these.
  bool visit(const vc::ConstConstraint&) override { return false; }
  bool visit(const vc::ContainsConstraint&) override { return false; }
  bool visit(const vc::EnumConstraint&) override { return false; }
  bool visit(const vc::FormatConstraint&) override { return false; }
  bool visit(const vc::MaximumConstraint&) override { return false; }
  bool visit(const vc::MinimumConstraint&) override { return false; }
  bool visit(const vc::MultipleOfDoubleConstraint&) override { return false; }
  bool visit(const vc::MultipleOfIntConstraint&) override { return false; }
  bool visit(const vc::PatternConstraint&) override { return false; }

  // Members in the order the schema lists them, which valijson's sorted maps lose.
  void finish() {
    if (declared_.empty() && required_.empty()) return;
    set_members(made(node_.object), *definition_.source, declared_, required_);
  }

 private:
  std::string_view keyword_of_dependency(const std::string& property) const {
    const auto newer = definition_.source->find("dependentRequired");
    const bool there = newer != definition_.source->end() && newer->contains(property);
    return there ? "dependentRequired" : "dependencies";
  }

  const Definition& definition_;
  Lowering& lowering_;
  Node& node_;
  std::vector<std::pair<std::string, Index>> declared_;
  std::vector<std::string> required_;
};

}  // namespace

struct NodeCompiler::Impl {
  Lowering& lowering;
  valijson::SchemaParser parser{valijson::SchemaParser::kDraft7};
};

NodeCompiler::NodeCompiler(Lowering& lowering) : impl_(new Impl{lowering}) {
  impl_->parser.addConstraintBuilder("+schema", new OwnBuilder(true));
  impl_->parser.addConstraintBuilder("+rules", new OwnBuilder(false));
}

NodeCompiler::~NodeCompiler() = default;

Result<Node> NodeCompiler::compile(const Definition& definition) {
  Node node;
  node.source = definition.document ? definition.source : nullptr;
  node.document = definition.document.get();
  try {
    valijson::Schema schema;
    impl_->parser.populateSchema(LoweredAdapter(*definition.schema), schema);
    node.nothing = schema.getAlwaysInvalid();
    NodeVisitor visitor(definition, impl_->lowering, node);
    Subschema::ApplyFunction visit = [&](const vc::Constraint& constraint) {
      if (!constraint.accept(visitor)) throw std::logic_error("a constraint that is not lowered");
      return true;
    };
    schema.apply(visit);
    visitor.finish();
  } catch (const std::exception& problem) {
    const Location where =
        definition.document ? definition.document->locate(*definition.source) : Location{};
    return tl::unexpected(
        Error{"bad-schema", fmt::format("this schema cannot be read: {}", problem.what()), where});
  }
  return node;
}

}  // namespace contract::schema_detail
