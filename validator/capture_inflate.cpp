// gzip, by content: a stream of any length in constant memory.
#include <zlib.h>

#include <algorithm>
#include <cstring>
#include <optional>

#include "validator/capture_source.h"

namespace validator {

namespace {

constexpr std::size_t step = 256 << 10;

class Inflated final : public ByteSource {
 public:
  explicit Inflated(std::unique_ptr<ByteSource> compressed) : compressed_(std::move(compressed)) {}
  Inflated(const Inflated&) = delete;
  Inflated& operator=(const Inflated&) = delete;
  ~Inflated() override {
    if (gzip_) inflateEnd(&stream_);
  }

  contract::Result<std::size_t> read(char* to, std::size_t size) override {
    if (!begun_)
      if (auto error = begin()) return tl::unexpected(std::move(*error));
    return gzip_ ? inflated(to, size) : plain(to, size);
  }

 private:
  std::optional<contract::Error> fill() {
    if (begin_ > 0) std::memmove(input_.data(), input_.data() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
    const auto count = compressed_->read(input_.data() + end_, input_.size() - end_);
    if (!count) return count.error();
    end_ += *count;
    if (*count == 0) ended_ = true;
    return std::nullopt;
  }

  // A pipe may hand out the two bytes that tell one by one.
  std::optional<contract::Error> begin() {
    input_.resize(step);
    while (end_ < 2 && !ended_)
      if (auto error = fill()) return error;
    begun_ = true;
    gzip_ = end_ >= 2 && input_[0] == '\x1f' && input_[1] == '\x8b';
    if (gzip_ && inflateInit2(&stream_, MAX_WBITS + 16) != Z_OK)
      return contract::Error{"unreadable-capture", "there is no memory to inflate it", {}};
    return std::nullopt;
  }

  contract::Result<std::size_t> plain(char* to, std::size_t size) {
    if (begin_ == end_) return compressed_->read(to, size);
    const std::size_t count = std::min(size, end_ - begin_);
    std::memcpy(to, input_.data() + begin_, count);
    begin_ += count;
    return count;
  }

  contract::Result<std::size_t> inflated(char* to, std::size_t size) {
    size = std::min(size, std::size_t{1} << 30);
    for (;;) {
      if (begin_ == end_ && !ended_)
        if (auto error = fill()) return tl::unexpected(std::move(*error));
      if (begin_ == end_) return whole_ ? contract::Result<std::size_t>(std::size_t{0}) : broken();
      if (whole_ && !next_member()) return broken();
      stream_.next_in = reinterpret_cast<Bytef*>(input_.data() + begin_);
      stream_.avail_in = static_cast<uInt>(end_ - begin_);
      stream_.next_out = reinterpret_cast<Bytef*>(to);
      stream_.avail_out = static_cast<uInt>(size);
      const int result = inflate(&stream_, Z_NO_FLUSH);
      begin_ = end_ - stream_.avail_in;
      const std::size_t count = size - stream_.avail_out;
      whole_ = result == Z_STREAM_END;
      if (result != Z_OK && result != Z_STREAM_END) {
        if (count == 0) return broken();
        begin_ = end_ = 0;  // what came before the fault goes out first
        ended_ = true;
      }
      if (count > 0) return count;
    }
  }

  bool next_member() {
    whole_ = false;
    return inflateReset(&stream_) == Z_OK;
  }

  static contract::Result<std::size_t> broken() {
    return tl::unexpected(
        contract::Error{"unreadable-capture", "the gzip data is corrupt or cut off", {}});
  }

  std::unique_ptr<ByteSource> compressed_;
  std::string input_;
  std::size_t begin_ = 0, end_ = 0;  // of what is left in `input_`
  z_stream stream_{};
  bool begun_ = false, gzip_ = false, ended_ = false;
  bool whole_ = false;  // between two members
};

}  // namespace

std::unique_ptr<ByteSource> inflate_if_gzip(std::unique_ptr<ByteSource> compressed) {
  return std::make_unique<Inflated>(std::move(compressed));
}

}  // namespace validator
