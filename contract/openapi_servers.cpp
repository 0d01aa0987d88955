// `servers`: only their base paths matter here. Those of path items and operations are not read:
// they name other hosts far more often than other paths.
#include <algorithm>
#include <cstring>

#include "contract/http.h"
#include "contract/openapi_loader.h"

namespace contract::openapi_detail {

namespace {

// The default of a server variable; nothing and a warning when there is none.
std::optional<std::string> default_of(Loader& loader, const Json& server, const std::string& name) {
  const Json* variables = loader.object(server, "variables");
  const Json* variable = variables != nullptr ? loader.any(*variables, name) : nullptr;
  const Json* value = variable != nullptr ? loader.any(*variable, "default") : nullptr;
  if (value != nullptr && value->is_string()) return value->get<std::string>();
  if (value != nullptr && value->is_primitive() && !value->is_null()) return value->dump();
  loader.warn("unknown-server-variable", server,
              "the url uses {" + name +
                  "}, which has no default; this server is ignored, give the variable a default");
  return std::nullopt;
}

std::optional<std::string> with_defaults(Loader& loader, const Json& server,
                                         const std::string& url) {
  std::string text;
  std::size_t at = 0;
  for (;;) {
    const std::size_t open = url.find('{', at);
    const std::size_t close = open == std::string::npos ? open : url.find('}', open);
    if (close == std::string::npos) return text + url.substr(at);
    const std::optional<std::string> value =
        default_of(loader, server, url.substr(open + 1, close - open - 1));
    if (!value) return std::nullopt;
    text += url.substr(at, open - at) + *value;
    at = close + 1;
  }
}

// "/v1" of "https://host/v1/?x#y", "/v1/", "v1" and "//host/v1".
std::string base_path(std::string url) {
  url = url.substr(0, url.find_first_of("?#"));
  if (const std::size_t scheme = url.find("://"); scheme != std::string::npos)
    url.erase(0, scheme + 1);
  if (url.starts_with("//")) {
    const std::size_t slash = url.find('/', 2);
    url = slash == std::string::npos ? "" : url.substr(slash);
  }
  while (url.starts_with("./")) url.erase(0, 2);
  while (url.ends_with('/')) url.pop_back();
  if (url.empty() || url == ".") return "";
  return url.starts_with('/') ? url : "/" + url;
}

// "api.example.com" of "https://API.example.com:443/v1", "*.example.com" of
// "//{region}.example.com";
// "" of a relative url and of one that is all variable.
std::string host_of(std::string url) {
  std::string text;
  for (std::size_t at = 0; at < url.size(); ++at) {
    const std::size_t close = url[at] == '{' ? url.find('}', at) : std::string::npos;
    text += close == std::string::npos ? url[at] : '*';
    if (close != std::string::npos) at = close;
  }
  const std::size_t slashes = text.find("//");
  if (slashes == std::string::npos || text.find('/') < slashes) return "";
  const std::string scheme = to_lower(text.substr(0, slashes));
  text = to_lower(text.substr(slashes + 2));
  text = text.substr(0, text.find_first_of("/?#"));
  text.erase(0, text.find('@') + 1);
  for (const auto& [name, port] : {std::pair("http:", ":80"), std::pair("https:", ":443")})
    if (scheme == name && text.ends_with(port)) text.resize(text.size() - std::strlen(port));
  return text == "*" ? "" : text;
}

void add_host(std::vector<std::string>& hosts, std::string host) {
  if (!host.empty() && std::find(hosts.begin(), hosts.end(), host) == hosts.end())
    hosts.push_back(std::move(host));
}

}  // namespace

void read_servers(Loader& loader) {
  const Json& root = loader.document->root();
  std::vector<std::string>& paths = loader.api.base_paths;
  if (const Json* servers = loader.array(root, "servers"))
    for (const Json& server : *servers) {
      if (!server.is_object()) {
        loader.refuse("wrong-type", server,
                      "a server must be an object with a url, not " + describe(server));
        continue;
      }
      const std::optional<std::string> url = loader.string(server, "url");
      if (!url) {
        if (loader.any(server, "url") == nullptr)
          loader.warn("missing-url", server, "this server has no \"url\"; add it");
        continue;
      }
      add_host(loader.api.hosts, host_of(*url));
      const std::optional<std::string> complete = with_defaults(loader, server, *url);
      if (!complete) continue;
      if (host_of(*url).empty()) add_host(loader.api.hosts, host_of(*complete));
      std::string path = base_path(*complete);
      if (std::find(paths.begin(), paths.end(), path) == paths.end())
        paths.push_back(std::move(path));
    }
  if (paths.empty()) paths.emplace_back();
}

}  // namespace contract::openapi_detail
