-- The generic cell rate algorithm. All that is kept of the past is one time: when everything would be given back.
-- KEYS  1 that time, in microseconds since 1970  2 (optional) a version, which is answered as it is
-- ARGV  1 microseconds until one is given back  2 the burst  3 how many to take, 0 to look only
--       4 the time in microseconds; empty, as always in production: Redis's own
-- Answer: taken (1 or 0), how many are left, microseconds until this may be tried again, microseconds until all are
-- given back, the version or an empty text
local interval, burst, take, clock = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), ARGV[4]

local now
if clock ~= '' then
  now = tonumber(clock)
else
  local time = redis.call('TIME')
  now = time[1] * 1000000 + time[2]
end

local whole = interval * burst
-- Nobody is further behind than everything: after a change of the limit or of the clock.
local full = math.min(math.max(tonumber(redis.call('GET', KEYS[1]) or now), now), now + whole)
local version = KEYS[2] and redis.call('GET', KEYS[2]) or ''
local later = full + interval * math.max(take, 1)
if later > now + whole then
  return {0, 0, later - now - whole, full - now, version}
end
if take == 0 then
  later = full
else
  redis.call('SET', KEYS[1], string.format('%.0f', later), 'PX', math.ceil((later - now) / 1000) + 1000)
end
return {1, math.floor((now + whole - later) / interval), 0, later - now, version}
