-- A whole round of many phones over few connections, each doing what quiz/static/js does: join,
-- pulse each poll_ms, the scene spread over spread_ms, one answer, `me` after the reveal.
-- wrk cannot: every phone's next request follows from its last answer. So the loop is our own, in
-- wrk's LuaJIT, and costs about what wrk costs. The page, its files and the clock were had before.
local ffi = require("ffi")
package.path = os.getenv("BENCH_LUA") .. "/?.lua;" .. package.path
local sockets = require("sockets")
local behaviour = require("behaviour")
local report = require("report")
local wheel = require("wheel")

local code, channel = os.getenv("BENCH_CODE"), os.getenv("BENCH_CHANNEL")
local phones = tonumber(os.getenv("BENCH_PHONES"))
local connections = tonumber(os.getenv("BENCH_CONNECTIONS"))
local join_ms = tonumber(os.getenv("BENCH_JOIN_SECONDS")) * 1000
local LOOK_MS, LAST_MS, MOST_MS = 250, 60000, tonumber(os.getenv("BENCH_MOST_SECONDS")) * 1000
-- The host launches without those who still wait in line by then.
local LINE_MS = 2 * join_ms
local PULSE, WANT, PLAN, ACT = 0, 1, 2, 3
local JOIN, FIRST_ME, ANSWER, LAST_ME, WATCH = 1, 2, 3, 4, 5
local COOKIE = 192
local SAYS = { "join", "me", "answer", "me" }
local random, now = math.random, 0

-- Of each phone: what it does by itself next, its cookies, the scenes it wants, shows and plans.
local act, cookies = ffi.new("uint8_t[?]", phones), ffi.new("char[?]", phones * COOKIE)
local wanted, shown = ffi.new("int16_t[?]", phones), ffi.new("int16_t[?]", phones)
local planned, since = ffi.new("int16_t[?]", phones), ffi.new("double[?]", phones)
local acknowledged, value = ffi.new("uint8_t[?]", phones), ffi.new("uint8_t[?]", phones)
-- Of each of a phone's four timers, numbered from 1: when it goes off, and how often it was tried.
local due, tries = nil, ffi.new("uint8_t[?]", phones * 4 + 1)
-- Of each connection: the timer it serves, what for, since when, and since when it should have.
local serves, does = ffi.new("int[?]", connections), ffi.new("uint8_t[?]", connections)
local sent, wished = ffi.new("double[?]", connections), ffi.new("double[?]", connections)
local subject = ffi.new("int16_t[?]", connections)

local ids, names, scenes, pulses, kept = {}, {}, {}, {}, 0
local spread, question, first_reveal = 300, nil, nil
local free, free_first, free_last = ffi.new("int[?]", connections), 0, connections
local tally = { arrived = 0, acknowledged = 0, told = 0, lost = 0, given_up = 0, full = 0 }
local is_seated = false

local function name_of(kind, what) return kind == PULSE and "pulse" or kind == ACT and SAYS[what] or "scene" end

local function timer(phone, kind) return phone * 4 + kind + 1 end

local function arm(node, at) wheel.arm(node, at, now) end

-- Ask again what got no answer, in so long as the page would wait.
local function again(node, what, asked)
  arm(node, now + behaviour.again(what, tries[node], asked))
  tries[node] = math.min(tries[node] + 1, 20)
end

local function number_of(id)
  if not ids[id] then
    names[#names + 1] = id
    ids[id] = #names
  end
  return ids[id]
end

local function read_pulse(body)
  local read = pulses[body]
  if not read then
    if kept > 500 then pulses, kept = {}, 0 end
    local coming, at = body:match('"next":{"scene":"([^"]+)","at":(%d+)')
    read = {
      now = tonumber(body:match('"now":(%d+)')), scene = number_of(body:match('"scene":"([^"]+)"')),
      coming = coming and number_of(coming), at = tonumber(at),
      poll = tonumber(body:match('"poll_ms":(%d+)')), spread = tonumber(body:match('"spread_ms":(%d+)')),
      opens = tonumber(body:match('"opens_at":(%d+)')), closes = tonumber(body:match('"closes_at":(%d+)')),
    }
    pulses[body], kept = read, kept + 1
  end
  return read
end

local function read_scene(body)
  local scene = { phase = body:match('data%-phase="(%a+)"'), choices = {} }
  if scene.phase == "open" then
    scene.round = body:match('data%-round="(%d+)"')
    scene.closes = tonumber(body:match('data%-opens="(%d+)"')) + tonumber(body:match('data%-seconds="(%d+)"')) * 1000
    for choice in body:gmatch('name="v" id="([^"]+)"') do scene.choices[#scene.choices + 1] = choice end
    question = scene
  end
  return scene
end

local function follow(phone, read)
  local past = read.now < since[phone]
  if read.scene ~= wanted[phone] and not past then
    wanted[phone] = read.scene
    arm(timer(phone, WANT), now + (shown[phone] == 0 and 0 or random() * read.spread))
  end
  if read.coming and read.coming ~= wanted[phone] then
    if planned[phone] ~= read.coming then
      planned[phone] = read.coming
      arm(timer(phone, PLAN), math.max(now, read.at) + behaviour.after_instant(read.spread))
    end
  elseif not past then
    planned[phone], due[timer(phone, PLAN)] = 0, 0
  end
end

-- How long the server asks to be left alone.
local function asked_ms(status, head, body)
  local from = status == 503 and sockets.find(head, body, "Retry-After: ")
  return from and tonumber(ffi.string(from, 3):match("%d+")) * 1000 or 0
end

local function on_pulse(phone, status, head, body, stop)
  local node = timer(phone, PULSE)
  if status ~= 200 then return again(node, "pulse", asked_ms(status, head, body)) end
  local read = read_pulse(ffi.string(body, stop - body))
  tries[node], spread = 0, read.spread
  arm(node, now + behaviour.pause(read.now, read.poll, read.opens, read.closes))
  follow(phone, read)
end

local function next_act(phone, what, at)
  act[phone], tries[timer(phone, ACT)] = what, 0
  arm(timer(phone, ACT), at)
end

local function on_scene(phone, node, asked, status, head, body, stop)
  if wanted[phone] ~= asked then return end
  if status == 404 then
    wanted[phone] = shown[phone]
    return arm(timer(phone, PULSE), now + behaviour.after_lost())
  elseif status == 425 then
    return arm(timer(phone, WANT), now + behaviour.after_early(spread))
  elseif status ~= 200 then
    return again(timer(phone, WANT), "scene", asked_ms(status, head, body))
  end
  local key = asked * 2 + phone % 2
  scenes[key] = scenes[key] or read_scene(ffi.string(body, stop - body))
  local scene = scenes[key]
  shown[phone], tries[node] = asked, 0
  if act[phone] == WATCH then return end
  if scene.phase == "open" and act[phone] ~= ANSWER then
    -- Evenly, from half a second after it was seen to a second before it closes.
    value[phone] = random(#scene.choices)
    next_act(phone, ANSWER, now + 500 + random() * math.max(0, scene.closes - 1500 - now))
  elseif scene.phase == "revealed" and act[phone] ~= LAST_ME then
    first_reveal = first_reveal or now
    next_act(phone, LAST_ME, now + behaviour.after_result(spread))
  end
end

local function cookie(head, stop, name)
  local from = sockets.find(head, stop, name .. "=")
  return ffi.string(from, sockets.find(from, stop, ";") - from)
end

-- Somebody has a seat, or will never have one: the host waits for the last of them.
local function arrive()
  tally.arrived = tally.arrived + 1
end

-- The host hears of it once: all have arrived, or were waited for long enough.
local function tell_host(began)
  if not is_seated and (tally.arrived == phones or now - began > LINE_MS) then
    is_seated = true
    report.say("seated")
  end
end

local function on_join(phone, status, head, body)
  local both = cookie(head, body, "celadon_pass") .. "; " .. cookie(head, body, "celadon_" .. code)
  ffi.copy(cookies + phone * COOKIE, both)
  arrive()
  arm(timer(phone, PULSE), now)
  next_act(phone, FIRST_ME, now)
end

local function on_me(phone, what, body, stop)
  if what == LAST_ME and sockets.find(body, stop, '"result":{') then
    tally.told = tally.told + 1
    if acknowledged[phone] == 1 and sockets.find(body, stop, '"credit":null') then tally.lost = tally.lost + 1 end
  end
end

-- What was asked for by itself: done, refused for good, or to be asked again.
local function on_act(phone, node, what, status, head, body, stop)
  if status == 200 or status == 201 then
    tries[node] = 0
    if what == JOIN then return on_join(phone, status, head, body) end
    if what ~= ANSWER then return on_me(phone, what, body, stop) end
    acknowledged[phone], tally.acknowledged = 1, tally.acknowledged + 1
  elseif status > 0 and status < 500 then
    tally.given_up = tally.given_up + 1
    if what == JOIN then arrive() end
  elseif what == JOIN and status == 503 and sockets.find(body, stop, '"full"') then
    act[phone], tally.full = WATCH, tally.full + 1
    arrive()
    arm(timer(phone, PULSE), now)
  elseif act[phone] == what then
    again(node, SAYS[what], asked_ms(status, head, body))
  end
end

local function heard(number, status, head, body, stop)
  local node = serves[number]
  if status == 0 then sockets.renew(number) end
  if node == 0 then return end
  serves[number], free[free_last % connections], free_last = 0, number, free_last + 1
  local phone, kind, what = math.floor((node - 1) / 4), (node - 1) % 4, does[number]
  now = sockets.now()
  report.note(name_of(kind, what), status, now - wished[number])
  if kind == PULSE then
    on_pulse(phone, status, head, body, stop)
  elseif kind == ACT then
    on_act(phone, node, what, status, head, body, stop)
  else
    on_scene(phone, node, subject[number], status, head, body, stop)
  end
end

local rest = " HTTP/1.1\r\nHost: " .. wrk.host .. ":" .. wrk.port .. "\r\n"
local pulse_line = "GET /live/" .. code .. "/" .. channel .. "/pulse" .. rest .. "\r\n"

-- The request of a timer: its text but for the cookies, and whether these follow.
local function line(phone, kind, what)
  local language = phone % 2 == 0 and "fr" or "zh"
  if kind == PULSE then return pulse_line, false end
  if kind ~= ACT then
    return "GET /live/" .. code .. "/" .. channel .. "/" .. names[wanted[phone]] .. "/" .. language .. rest .. "\r\n", false
  elseif what == JOIN then
    return "PUT /my/" .. code .. "/player?nickname=Vase%20" .. phone .. "&lang=" .. language .. "&channel=" .. channel
      .. string.format("&key=%032x", phone) .. rest .. "\r\n", false
  elseif what == ANSWER then
    return "PUT /my/" .. code .. "/rounds/" .. question.round .. "/answer?lang=" .. language .. "&v="
      .. question.choices[value[phone]] .. rest .. "Cookie: ", true
  end
  return "GET /my/" .. code .. "/me" .. rest .. "Cookie: ", true
end

local function ask(number, node)
  local phone, kind = math.floor((node - 1) / 4), (node - 1) % 4
  if kind == PLAN then
    since[phone], wanted[phone], planned[phone] = due[node], planned[phone], 0
  end
  local text, mine = line(phone, kind, act[phone])
  local draft, length = sockets.draft(), #text
  ffi.copy(draft, text, length)
  if mine then
    local own = cookies + phone * COOKIE
    local size = sockets.find(own, own + COOKIE, "\0") - own
    ffi.copy(draft + length, own, size)
    ffi.copy(draft + length + size, "\r\n\r\n", 4)
    length = length + size + 4
  end
  serves[number], does[number], subject[number] = node, act[phone], wanted[phone]
  sent[number], wished[number], due[node] = now, due[node], 0
  if not sockets.send(number, length) then heard(number, 0) end
end

local function serve_ready()
  while free_first < free_last do
    local node = wheel.take(now)
    if not node then return end
    free_first = free_first + 1
    ask(free[(free_first - 1) % connections], node)
  end
end

local function drop_silent()
  for number = 0, connections - 1 do
    local node = serves[number]
    if node ~= 0 and now - sent[number] > behaviour[name_of((node - 1) % 4, does[number])].most_ms then heard(number, 0) end
  end
end

local function is_over(began)
  return tally.told == phones - tally.full or now - began > MOST_MS or (first_reveal and now - first_reveal > LAST_MS)
end

-- wrk calls this before it opens a connection of its own; it never comes to that.
function init()
  sockets.open(wrk.host, tonumber(wrk.port), connections)
  now = sockets.now()
  due = wheel.make(phones * 4, now)
  for number = 0, connections - 1 do free[number] = number end
  for phone = 0, phones - 1 do next_act(phone, JOIN, now + random() * join_ms) end
  local began, looked = now, now
  while not is_over(began) do
    now = sockets.now()
    wheel.turn(now)
    serve_ready()
    tell_host(began)
    sockets.rest()
    sockets.wait(0, heard)
    if now - looked > LOOK_MS then
      looked = now
      drop_silent()
    end
  end
  tally.spent_ms = os.clock() * 1000
  report.finish(tally)
  os.exit(0)
end
