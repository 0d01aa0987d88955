// date, time, date-time and duration of RFC 3339.
#include "contract/schema_formats.h"

namespace contract::schema_detail {
namespace {

bool digit(char c) { return c >= '0' && c <= '9'; }

// The number of `count` digits at `at`, or -1.
int digits(std::string_view text, std::size_t at, std::size_t count) {
  if (text.size() < at + count) return -1;
  int value = 0;
  for (std::size_t i = at; i < at + count; ++i) {
    if (!digit(text[i])) return -1;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

int days_in(int year, int month) {
  constexpr int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : days[month - 1];
}

// Minutes east of UTC of "Z", "+hh:mm" or "-hh:mm"; false when it is neither.
bool read_offset(std::string_view text, int& minutes) {
  minutes = 0;
  if (text == "Z" || text == "z") return true;
  if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':') return false;
  const int h = digits(text, 1, 2);
  const int m = digits(text, 4, 2);
  if (h < 0 || h > 23 || m < 0 || m > 59) return false;
  minutes = (text[0] == '-' ? -1 : 1) * (h * 60 + m);
  return true;
}

// "5H", "30M" …: reads units out of `order`, each at most once and in this order.
bool read_units(std::string_view& text, std::string_view order, int& count) {
  std::size_t next = 0;
  while (!text.empty() && text[0] != 'T') {
    std::size_t length = 0;
    while (length < text.size() && digit(text[length])) ++length;
    if (length == 0 || length == text.size()) return false;
    const std::size_t unit = order.find(text[length], next);
    // RFC 3339 appendix A: units follow one another without gaps (PT1H2S is not one).
    if (unit == std::string_view::npos || (next > 0 && unit != next)) return false;
    next = unit + 1;
    text.remove_prefix(length + 1);
    ++count;
  }
  return true;
}

}  // namespace

bool is_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  const int year = digits(text, 0, 4);
  const int month = digits(text, 5, 2);
  const int day = digits(text, 8, 2);
  return year >= 0 && month >= 1 && month <= 12 && day >= 1 && day <= days_in(year, month);
}

bool is_time(std::string_view text) {
  if (text.size() < 9 || text[2] != ':' || text[5] != ':') return false;
  const int hour = digits(text, 0, 2);
  const int minute = digits(text, 3, 2);
  const int second = digits(text, 6, 2);
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60) return false;
  std::size_t at = 8;
  if (text[at] == '.') {
    const std::size_t start = ++at;
    while (at < text.size() && digit(text[at])) ++at;
    if (at == start) return false;
  }
  int east = 0;
  if (!read_offset(text.substr(at), east)) return false;
  // A leap second is the last one of a day in UTC.
  return second < 60 || (hour * 60 + minute - east + 2 * 1440) % 1440 == 23 * 60 + 59;
}

bool is_date_time(std::string_view text) {
  return text.size() > 11 && (text[10] == 'T' || text[10] == 't') && is_date(text.substr(0, 10)) &&
         is_time(text.substr(11));
}

bool is_duration(std::string_view text) {
  if (text.empty() || text[0] != 'P') return false;
  text.remove_prefix(1);
  if (text.size() >= 2 && text.back() == 'W') {
    text.remove_suffix(1);
    return text.find_first_not_of("0123456789") == std::string_view::npos;
  }
  int count = 0;
  if (!read_units(text, "YMD", count)) return false;
  if (text.empty()) return count > 0;
  text.remove_prefix(1);  // T
  int times = 0;
  return read_units(text, "HMS", times) && text.empty() && times > 0;
}

}  // namespace contract::schema_detail
