-- Timers by the hundred thousand: a wheel of milliseconds, and the line of those that are due.
local ffi = require("ffi")

local SLOTS = 131072
local wheel = {}
local slots = ffi.new("int[?]", SLOTS)
local due, follower, listed, line
local room, turned, first, last = 0, 0, 0, 0

-- Timers 1 to `count`, none set; gives the array of their instants, 0 for one that is not set.
function wheel.make(count, now)
  room, turned = count + 1, math.floor(now)
  due, line = ffi.new("double[?]", room), ffi.new("int[?]", room)
  follower, listed = ffi.new("int[?]", room), ffi.new("uint8_t[?]", room)
  return due
end

local function list(timer, now)
  local slot = math.floor(math.max(due[timer], now + 1)) % SLOTS
  follower[timer], slots[slot], listed[timer] = slots[slot], timer, 1
end

-- Set a timer; one that was set already goes off at the later of both instants.
function wheel.arm(timer, at, now)
  due[timer] = math.max(at, 1)
  if listed[timer] == 0 then list(timer, now) end
end

-- Let those whose instant has come stand in line, each once.
function wheel.turn(now)
  for ms = turned + 1, math.floor(now) do
    local slot = ms % SLOTS
    local timer = slots[slot]
    slots[slot] = 0
    while timer ~= 0 do
      local after = follower[timer]
      listed[timer] = 0
      if due[timer] > now then
        list(timer, now)
      elseif due[timer] ~= 0 then
        listed[timer], line[last % room], last = 1, timer, last + 1
      end
      timer = after
    end
  end
  turned = math.floor(now)
end

-- The first of the line that is still set and due, or nil.
function wheel.take(now)
  while first < last do
    local timer = line[first % room]
    first, listed[timer] = first + 1, 0
    if due[timer] > now then
      list(timer, now)
    elseif due[timer] ~= 0 then
      return timer
    end
  end
end

function wheel.is_waiting() return first < last end

return wheel
