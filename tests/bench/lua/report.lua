-- What many phones were told, by kind of request: how often, how late, as lines that are easy to read.
local ffi = require("ffi")

local MOST_MS = 60000
local report, kinds = {}, {}

function report.say(line)
  io.write(line, "\n")
  io.flush()
end

-- `ms` counts from the instant at which the phone wished to ask: waiting for a connection is in it.
function report.note(kind, status, ms)
  local noted = kinds[kind]
  if not noted then
    noted = { total = 0, statuses = {}, late = ffi.new("int[?]", MOST_MS + 1) }
    kinds[kind] = noted
  end
  local bucket = math.min(math.max(math.floor(ms), 0), MOST_MS)
  noted.total, noted.late[bucket] = noted.total + 1, noted.late[bucket] + 1
  noted.statuses[status] = (noted.statuses[status] or 0) + 1
end

local function percentile(noted, share)
  local below = 0
  for ms = 0, MOST_MS do
    below = below + noted.late[ms]
    if below >= noted.total * share then return ms end
  end
end

function report.finish(tally)
  for name, number in pairs(tally) do report.say(string.format("tally %s %d", name, number)) end
  for kind, noted in pairs(kinds) do
    report.say(string.format("late %s %d %d %d", kind, percentile(noted, 0.5), percentile(noted, 0.99), percentile(noted, 1)))
    for status, number in pairs(noted.statuses) do
      report.say(string.format("status %s %d %d", kind, status, number))
    end
  end
end

return report
