-- Browsers that come for the first time, each with a nickname of its own.
local counter, salt = 0, 0

function setup(thread)
  salt = salt + 1
  thread:set("number", salt)
end

function request()
  counter = counter + 1
  local nickname = string.format("%s%d%%20%d", os.getenv("BENCH_SALT"), number, counter)
  return wrk.format("PUT", os.getenv("BENCH_PATH") .. "&nickname=Vase%20" .. nickname)
end

function done(summary, latency)
  io.write(string.format("answered %d errors %d p99_us %d\n",
    summary.requests, summary.errors.status + summary.errors.timeout + summary.errors.read,
    latency:percentile(99)))
end
