#include "mock/front_head.h"

#include "mock/front_framing.h"

namespace mock {

void HeadReader::reset() {
  head = {};
  refusal = {};
  scanned_ = line_start_ = 0;
  has_request_line_ = false;
  request_line_ = {};
  lines_.clear();
}

HeadReader::State HeadReader::refuse(int status, std::string detail) {
  refusal = {status, std::move(detail)};
  head.keep_alive = false;
  return State::refused;
}

HeadReader::State HeadReader::read(std::string_view buffer) {
  if (scanned_ == 0 && !buffer.empty() && buffer[0] != '\r' && !is_token_char(buffer[0])) {
    return refuse(400, "This is no HTTP: a request begins with a method.");
  }
  while (scanned_ < buffer.size()) {
    const char c = buffer[scanned_++];
    if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f) {
      if (scanned_ > 1 && buffer[scanned_ - 2] == '\r') {
        return refuse(400, "A carriage return stands alone in the request head.");
      }
    } else if (c == '\n') {
      if (scanned_ < 2 || buffer[scanned_ - 2] != '\r') {
        return refuse(400, "A line of the request head ends in LF alone, not in CRLF.");
      }
      const auto state = take_line(buffer);
      if (state != State::incomplete) return state;
    } else if ((c != '\r' && c != '\t') || (scanned_ > 1 && buffer[scanned_ - 2] == '\r')) {
      return refuse(400, "The request head holds a control character.");
    }
  }
  return check_sizes(buffer);
}

HeadReader::State HeadReader::take_line(std::string_view buffer) {
  const Line line{line_start_, scanned_ - 2 - line_start_};
  line_start_ = scanned_;
  if (scanned_ > limits_.max_head) return check_sizes(buffer);
  if (!has_request_line_) {
    return line.size == 0 ? State::incomplete
                          : take_request_line(buffer.substr(line.start, line.size));
  }
  if (line.size == 0) return finish(buffer);
  lines_.push_back(line);
  if (lines_.size() > limits_.max_header_count) {
    return refuse(431, "The request has more than " + std::to_string(limits_.max_header_count) +
                           " header lines.");
  }
  return State::incomplete;
}

HeadReader::State HeadReader::take_request_line(std::string_view line) {
  has_request_line_ = true;
  auto refused = parse_request_line(line, limits_.max_target, request_line_);
  head.request.method = request_line_.method;
  head.request.target = request_line_.target;
  if (refused) return refuse(refused->status, std::move(refused->detail));
  head.http_1_0 = request_line_.minor == 0;
  return State::incomplete;
}

HeadReader::State HeadReader::check_sizes(std::string_view buffer) {
  const auto open_line = buffer.substr(line_start_);
  if (!has_request_line_ && open_line.size() > limits_.max_target + kMaxMethod + 16) {
    const auto method_end = open_line.substr(0, kMaxMethod + 1).find(' ');
    if (method_end == open_line.npos) return refuse(501, "The method is too long.");
    head.request.method = open_line.substr(0, method_end);
    return refuse(
        414, "The request target is longer than " + std::to_string(limits_.max_target) + " bytes.");
  }
  if (scanned_ > limits_.max_head) {
    return refuse(
        431, "The request head is longer than " + std::to_string(limits_.max_head) + " bytes.");
  }
  return State::incomplete;
}

HeadReader::State HeadReader::finish(std::string_view buffer) {
  for (const auto& line : lines_) {
    std::string why;
    const auto field = parse_field_line(buffer.substr(line.start, line.size), why);
    if (!field) return refuse(400, std::move(why));
    head.request.headers.add(std::string(field->name), std::string(field->value));
  }
  if (auto refused = apply_fields(request_line_.authority, head)) {
    return refuse(refused->status, std::move(refused->detail));
  }
  return State::complete;
}

}  // namespace mock
