-- Phones that keep their connection and ask once a second, each at its own instant of the second.
local path = os.getenv("BENCH_PATH")
local phones, begun = tonumber(os.getenv("BENCH_CONNECTIONS")), 0

function delay()
  if begun == phones then return math.random(990, 1010) end
  -- The first time: once all are connected.
  begun = begun + 1
  return math.random(1000, 2000)
end

function request() return wrk.format("GET", path) end

function done(summary, latency)
  io.write(string.format("answered %d errors %d p99_us %d\n",
    summary.requests, summary.errors.status + summary.errors.timeout + summary.errors.read
      + summary.errors.connect, latency:percentile(99)))
end
