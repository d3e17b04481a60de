-- Phones that keep their connection and ask about once a second.
local path = os.getenv("BENCH_PATH")

function delay() return math.random(900, 1100) end

function request() return wrk.format("GET", path) end

function done(summary, latency)
  io.write(string.format("answered %d errors %d p99_us %d\n",
    summary.requests, summary.errors.status + summary.errors.timeout + summary.errors.read
      + summary.errors.connect, latency:percentile(99)))
end
