-- Kept-alive connections for a script that plays phones itself: wrk never says whose answer came.
local ffi = require("ffi")

ffi.cdef([[
typedef struct { uint16_t family, port; uint32_t host; char rest[8]; } bench_address;
typedef struct { long seconds, nanoseconds; } bench_instant;
uint16_t htons(uint16_t);
uint32_t inet_addr(const char *);
int socket(int, int, int);
int setsockopt(int, int, int, const void *, unsigned);
int connect(int, const void *, unsigned);
int close(int);
long send(int, const void *, size_t, int);
long recv(int, void *, size_t, int);
int epoll_create1(int);
int epoll_ctl(int, int, int, void *);
int epoll_wait(int, void *, int, int);
int clock_gettime(int, bench_instant *);
int usleep(unsigned);
void *memmem(const void *, size_t, const void *, size_t);
]])
-- The kernel's structure is packed on x86-64 alone.
ffi.cdef(ffi.arch == "x64"
  and "typedef struct __attribute__((packed)) { uint32_t events, number, rest; } bench_event;"
  or "typedef struct { uint32_t events, gap, number, rest; } bench_event;")

local C = ffi.C
local ROOM = 16384
local NOW, NO_SIGNAL = 0x40, 0x4000
local READABLE, ADD = 1, 1
local TCP, CONGESTION = 6, 13
local MOST_EVENTS = 1024

local sockets = {}
local instant = ffi.new("bench_instant")
local events = ffi.new("bench_event[?]", MOST_EVENTS)
local epoll, address, most, text
local descriptors, have, buffers

function sockets.now()
  C.clock_gettime(0, instant)
  return tonumber(instant.seconds) * 1000 + tonumber(instant.nanoseconds) / 1e6
end

local function open(number)
  local descriptor = C.socket(2, 1, 0)
  -- Nothing is lost on the loopback, and no timer need pace what a phone sends.
  C.setsockopt(descriptor, TCP, CONGESTION, "reno", 4)
  if descriptor < 0 or C.connect(descriptor, address, 16) ~= 0 then
    error("no connection: is the server there, and are so many files allowed?")
  end
  descriptors[number], have[number] = descriptor, 0
  local event = ffi.new("bench_event")
  event.events, event.number = READABLE, number
  C.epoll_ctl(epoll, ADD, descriptor, event)
end

-- `count` connections to host and port, all at once.
function sockets.open(host, port, count)
  epoll, most = C.epoll_create1(0), count
  address = ffi.new("bench_address", { 2, C.htons(port), C.inet_addr(host) })
  descriptors, have = ffi.new("int[?]", count), ffi.new("int[?]", count)
  text = ffi.new("char[?]", ROOM)
  -- Pages that nothing was received on are never touched.
  buffers = ffi.new("char[?]", count * ROOM)
  for number = 0, count - 1 do open(number) end
end

function sockets.renew(number)
  C.close(descriptors[number])
  open(number)
end

-- Where a request is written before it is sent.
function sockets.draft() return text end

function sockets.send(number, length)
  have[number] = 0
  return C.send(descriptors[number], text, length, NOW + NO_SIGNAL) == length
end

local function digits(at, stop)
  local value = 0
  while at < stop and at[0] >= 48 and at[0] <= 57 do
    value, at = value * 10 + at[0] - 48, at + 1
  end
  return value
end

-- Where `words` begin between two places, or nil.
function sockets.find(from, stop, words)
  local at = C.memmem(from, stop - from, words, #words)
  if at == nil then return nil end
  return ffi.cast("char *", at)
end

-- Let a millisecond pass: what comes meanwhile is heard at once, and the processors are left to
-- whoever answers. A network takes longer than that.
function sockets.rest() C.usleep(1000) end

-- Wait at most `ms`; `heard(number, status, head, body, stop)` for each whole response, with status
-- 0 for a connection that broke.
function sockets.wait(ms, heard)
  for index = 0, C.epoll_wait(epoll, events, MOST_EVENTS, ms) - 1 do
    local number = events[index].number
    local head = buffers + number * ROOM
    local got = C.recv(descriptors[number], head + have[number], ROOM - have[number], NOW)
    if got <= 0 then
      heard(number, 0)
    else
      have[number] = have[number] + tonumber(got)
      local stop = head + have[number]
      local ends = sockets.find(head, stop, "\r\n\r\n")
      if ends then
        local length = sockets.find(head, ends, "ontent-length: ") or sockets.find(head, ends, "ontent-Length: ")
        if length == nil then
          heard(number, 0)
        elseif stop - ends - 4 >= digits(length + 15, ends) then
          heard(number, digits(head + 9, stop), head, ends + 4, stop)
        end
      end
    end
  end
end

return sockets
