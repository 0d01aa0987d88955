-- wrk script: PUT a batch of ARTU contact methods. wrk … -s put_batch.lua URL -- ITEMS
local function batch(items)
  local list = {}
  for i = 1, items do
    list[i] = string.format(
      '{"clientId":"3f2504e0-4f89-41d3-9a0c-%012d","type":"email","value":"person%d@example.com",' ..
      '"label":"work","externalId":"ext-%d","isPrimary":false,"metadata":{"source":"crm","row":"%d",' ..
      '"note":"imported by the nightly job of the customer database"}}', i, i, i, i)
  end
  return '{"atomic":true,"items":[' .. table.concat(list, ',') .. ']}'
end

function init(args)
  wrk.method = 'PUT'
  wrk.body = batch(tonumber(args[1] or '1'))
  wrk.headers['Content-Type'] = 'application/json'
  wrk.headers['Authorization'] = 'Bearer test'
  wrk.headers['X-Environment'] = 'test'
end

-- "RESULT requests/s p50 p99 failures", times in microseconds
function done(summary, latency)
  local errors = summary.errors
  io.write(string.format('RESULT %.0f %.0f %.0f %d\n', summary.requests / summary.duration * 1e6,
    latency:percentile(50), latency:percentile(99),
    errors.status + errors.connect + errors.read + errors.write + errors.timeout))
end
