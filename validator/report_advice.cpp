#include "validator/report_advice.h"

#include <algorithm>
#include <iterator>

namespace validator {

namespace {

struct Row {
  std::string_view code;
  Advice advice;
};

constexpr Row rows[] = {
    {"unknown-path",
     {"No path of the contract fits the request's target.",
      "Correct the path in the client, or add it to the contract."}},
    {"unknown-method",
     {"The path of the contract has no such method.",
      "Correct the method in the client, or add it to the contract."}},
    {"missing-credentials",
     {"The credentials that the operation requires were not sent.",
      "Send the credentials of one of the operation's security requirements."}},
    {"invalid-credentials",
     {"Credentials were sent, but not in the form the contract declares.",
      "Send the credentials in the scheme and form that the contract declares."}},
    {"missing-parameter",
     {"A required parameter was not sent.",
      "Send the parameter, or make it optional in the contract."}},
    {"invalid-parameter",
     {"A parameter breaks its schema or style.",
      "Send a value that fits the parameter's schema and style."}},
    {"unknown-parameter",
     {"A query parameter was sent that the contract does not have.",
      "Leave the parameter out, or add it to the contract."}},
    {"missing-body",
     {"The operation requires a body and none was sent.",
      "Send the body that the operation requires."}},
    {"unexpected-body",
     {"A body was sent where the contract has none.",
      "Leave the body out, or describe it in the contract."}},
    {"unsupported-media-type",
     {"The request body's media type is not in the contract.",
      "Send one of the contract's media types, or add this one."}},
    {"malformed-body",
     {"The body is not of the media type it claims.",
      "Make the sender write a body that parses as its Content-Type says."}},
    {"invalid-body",
     {"The body breaks its schema.",
      "Correct the sender, or loosen the schema if the contract is what is wrong."}},
    {"undocumented-status",
     {"The contract does not document this status for the operation.",
      "Document the status in the contract, or correct the server."}},
    {"undocumented-media-type",
     {"The contract does not document this media type of the answer.",
      "Document the media type in the contract, or correct the server."}},
    {"missing-header",
     {"The answer lacks a header that the contract requires.",
      "Send the header, or make it optional in the contract."}},
    {"invalid-header",
     {"A header of the answer breaks its schema.", "Send a value that fits the header's schema."}},
    {"unknown-header",
     {"A header was sent that neither the contract nor HTTP itself knows.",
      "Add the header to the contract, or leave it out."}},
    {"unknown-cookie",
     {"A cookie was sent that the contract does not have.",
      "Add the cookie to the contract, or leave it out."}},
    {"unknown-property",
     {"The body has a member that no schema mentions.",
      "Add the member to the schema, or allow additional properties there."}},
    {"item-missing",
     {"An item that was sent is not accounted for in the answer.",
      "The server must say of every item what became of it; treat the item as unknown."}},
    {"item-repeated",
     {"An item is accounted for more than once.",
      "The server must name every item once; check how it builds its lists."}},
    {"item-succeeded-and-failed",
     {"An item is listed both as a success and as a failure.",
      "The server must decide; read the record back to learn which is true."}},
    {"index-out-of-range",
     {"The answer names an index that no sent item has.",
      "Check how the server counts: indexes begin at 0 and end before the number of items."}},
    {"key-not-sent",
     {"The answer names a key that no sent item has.",
      "Check how the server echoes keys, and that the answer belongs to the request."}},
    {"key-mismatch",
     {"The key told for an item is not that item's.",
      "Check the order of the server's results against the request's items."}},
    {"count-mismatch",
     {"A count in the answer does not fit the items and lists.",
      "Check how the server counts, and whether items were left out of a list."}},
    {"atomic-with-failures",
     {"All or nothing was asked for, and a part was kept.",
      "The server must store nothing when an item of an atomic batch fails; read back what it "
      "kept."}},
    {"atomic-mismatch",
     {"The answer has the form for the other kind of batch.",
      "Check that the server honours the request's atomic setting."}},
    {"undeclared-code",
     {"The answer has an error code that the behaviour does not declare.",
      "Declare the code under `errors` in behaviour.yaml, or correct the server."}},
    {"error-status-mismatch",
     {"A declared error code came with a status it does not have.",
      "Correct the code's status in behaviour.yaml, or the server."}},
    {"over-limit-accepted",
     {"More items than the limit were sent, and not refused.",
      "The server must refuse the batch, or the declared limit is too low."}},
    {"invalid-item-accepted",
     {"An item that breaks its schema is listed as a success.",
      "The server must refuse the item, or the item's schema is too strict."}},
    {"unaccounted-answer",
     {"No `respond` entry of the behaviour fits the answer, so its items were not checked.",
      "Describe this answer in behaviour.yaml to have it checked."}},
    {"created-twice",
     {"A key was created that was there already, and not deleted since.",
      "The server should have updated or refused; check how it looks up keys."}},
    {"id-changed",
     {"A key's id is another one than before.",
      "Ids must stay the same for a key; check whether the record was created anew."}},
};

constexpr Advice general{"The exchange breaks the contract.",
                         "Correct the side that is wrong: client, server or contract."};

}  // namespace

const Advice& advice_for(contract::Rule rule) {
  const auto row = std::find_if(std::begin(rows), std::end(rows),
                                [&](const Row& each) { return each.code == contract::code(rule); });
  return row == std::end(rows) ? general : row->advice;
}

std::string section_of(contract::Rule rule) {
  return "docs/rules.md#" + std::string(contract::code(rule));
}

}  // namespace validator
