-- Distinct players, one PUT each: every thread takes its own part of the file of cookies.
local path = os.getenv("BENCH_PATH")
local file = os.getenv("BENCH_TOKENS")
local again = os.getenv("BENCH_AGAIN")
local threads = 0

function setup(thread)
  thread:set("number", threads)
  threads = threads + 1
end

function init(args)
  tokens, turn = {}, 0
  local line_number = 0
  for line in io.lines(file) do
    if line_number % tonumber(os.getenv("BENCH_THREADS")) == number then
      tokens[#tokens + 1] = line
    end
    line_number = line_number + 1
  end
end

if os.getenv("BENCH_PACED") then
  -- Every connection asks ten times a second.
  function delay() return math.random(90, 110) end
end

function request()
  turn = turn + 1
  if turn > #tokens then
    -- wrk reckons with the whole time all the same: to stop is to seem slow.
    if not again then wrk.thread:stop() end
    turn = 1
  end
  return wrk.format("PUT", path, {["Cookie"] = tokens[turn]})
end

local refused = 0
function response(status)
  if status ~= 201 and status ~= 200 then refused = refused + 1 end
end

function done(summary, latency)
  io.write(string.format("answered %d errors %d p99_us %d\n",
    summary.requests, summary.errors.status + summary.errors.timeout + summary.errors.read,
    latency:percentile(99)))
end
