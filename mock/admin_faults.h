#pragma once
// /__admin/faults and /__admin/faults/{id}; docs/faults.md.
#include "mock/admin_parts.h"

namespace mock {

// `?world=` narrows GET and DELETE down. A POST without a world of its own takes that of the call's
// Understudy-World header.
contract::Response answer_faults(const AdminCall& call, const Responders& responders);

}  // namespace mock
