-- How a phone paces itself: the page's own table, which BENCH_BEHAVIOUR holds as `pulse.most_ms=8000 …`,
-- and the rules of quiz/static/js/live/behaviour.js that read it. Draws come in the page's order.
local behaviour = {}

for kind, name, number in os.getenv("BENCH_BEHAVIOUR"):gmatch("(%w+)%.([%w_]+)=(%d+)") do
  behaviour[kind] = behaviour[kind] or {}
  behaviour[kind][name] = tonumber(number)
end

local pace = behaviour.pace
-- Of doublings: more than there are before the longest wait of any kind.
local MOST_TRIES = 20

function behaviour.again(what, tries, asked)
  local own = behaviour[what]
  local apart = asked + math.random() * asked
  local longest = math.min(own.longest_ms, own.first_ms * 2 ^ math.min(tries, MOST_TRIES))
  return apart + math.random() * longest + own.least_ms
end

function behaviour.pause(now, poll, opens, closes)
  local asks = now + poll
  local is_open = opens and opens <= asks and asks < closes
  local is_settled = is_open and closes <= asks + pace.lead_ms
  return poll > pace.large_ms and is_settled and 2 * poll or poll
end

function behaviour.after_instant(spread) return pace.after_ms + math.random() * spread end

function behaviour.after_early(spread) return pace.early_ms + math.random() * spread end

function behaviour.after_lost() return pace.lost_ms + math.random() * 2 * pace.lost_ms end

function behaviour.after_result(spread) return math.random() * math.max(pace.result_ms, 4 * spread) end

return behaviour
