-- Asks behaviour.lua: a line of BENCH_CASES is draws, a comma, a rule's name and its arguments; what it
-- gives is printed. wrk runs this before it opens anything, and it never comes to that.
package.path = os.getenv("BENCH_LUA") .. "/?.lua;" .. package.path
local behaviour = require("behaviour")

for line in os.getenv("BENCH_CASES"):gmatch("[^\n]+") do
  local draws, asked = {}, {}
  local shares, words = line:match("^(.*),(.*)$")
  for share in shares:gmatch("%S+") do draws[#draws + 1] = tonumber(share) end
  math.random = function() return table.remove(draws, 1) end
  for word in words:gmatch("%S+") do asked[#asked + 1] = word end
  local rule = table.remove(asked, 1)
  for index, word in ipairs(asked) do
    -- What is no number is the name of a kind, or `nil` as an instant that is not known.
    asked[index] = tonumber(word) or (word ~= "none" and word or false)
  end
  print(behaviour[rule](unpack(asked)), #draws)
end
os.exit(0)
