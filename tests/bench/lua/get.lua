-- One path for every request, with one cookie where the scenario has tokens.
local path = os.getenv("BENCH_PATH")
local tokens, turn = {}, 0
local file = os.getenv("BENCH_TOKENS")

function init(args)
  if file then
    for line in io.lines(file) do tokens[#tokens + 1] = line end
    turn = math.random(#tokens)
  end
end

function request()
  if #tokens == 0 then return wrk.format("GET", path) end
  turn = turn % #tokens + 1
  return wrk.format("GET", path, {["Cookie"] = tokens[turn]})
end
