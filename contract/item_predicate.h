#pragma once
// A `when` that asks of the item alone, {required: [item], properties: {item: schema}}, is put to
// the item where it lies: no instance is built around it.
#include "contract/json.h"
#include "contract/schema.h"

namespace contract {

// The schema of the item in such a `when`; null for any other.
const Json* item_part(const Json& when);

// `whole` with that schema, compiled, beside it, for item_schema to find.
SchemaPtr with_item_schema(SchemaPtr whole, SchemaPtr of_item);
const Schema* item_schema(const SchemaPtr& schema);  // null: there is none

}  // namespace contract
