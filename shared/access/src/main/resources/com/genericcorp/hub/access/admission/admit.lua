-- Who calls, whether it may, and the count of it: one round trip. All keys are of one slot, the tenant's.
-- KEYS  1 the tenant's record  2 its requests by the minute  3 (for API keys) the key's record
-- ARGV  1 an epoch for the counts, should there be none yet
--       2 how many requests of the last hour the caller of this script knows of by itself
--       3 the tenant's record and 4 the key's, as just read from PostgreSQL; empty: not asked
--       5 milliseconds to keep these, 6 milliseconds to keep that there is nobody; 0: not at all
--       7 the time in milliseconds since 1970; empty, as always in production: Redis's own
-- Records: the tenant's "<requests per hour> <status> <slug>", the key's "<expiry in milliseconds, 0 for none> <id>
-- <scopes, by commas>", either "-" for nobody. A kept "!" means: ask PostgreSQL, and keep nothing.
-- Counts: a hash, minutes since 1970 to requests, and "epoch". Metering reads it for a day; it ends by itself.
-- Answer: what, then the tenant's and the key's record, then two numbers
local MISS, NOBODY, NOT_ACTIVE, WITHIN, OVER = 0, 1, 2, 3, 4
local MINUTE = 60000
local KEPT_MINUTES, MANY_MINUTES, UNUSED_SECONDS = 1440, 1500, 172800

local tenant_key, counts_key, key_key = KEYS[1], KEYS[2], KEYS[3]
local epoch, known, read_tenant, read_key = ARGV[1], tonumber(ARGV[2]), ARGV[3], ARGV[4]
local keep, keep_nobody, clock = tonumber(ARGV[5]), tonumber(ARGV[6]), ARGV[7]

local now
if clock ~= '' then
  now = tonumber(clock)
else
  local time = redis.call('TIME')
  now = time[1] * 1000 + math.floor(time[2] / 1000)
end

-- What was just read, or else what is kept, or else nil. Nothing replaces what is kept: that may be a newer "!".
local function record(key, read, millis)
  if read == '' then
    local kept = redis.call('GET', key)
    return kept and kept ~= '!' and kept or nil
  end
  if read == '-' then
    millis = keep_nobody
  end
  if millis > 0 then
    redis.call('SET', key, read, 'PX', millis, 'NX')
  end
  return read
end

local function expiry(of_key)
  return tonumber(string.match(of_key, '^%d+') or 0)
end

local key = ''
if key_key then
  local ends = expiry(read_key)
  key = record(key_key, read_key, ends > 0 and math.min(keep, ends - now) or keep)
  if not key then
    return {MISS}
  end
  ends = expiry(key)
  if key == '-' or ends > 0 and now >= ends then
    return {NOBODY}
  end
end

local tenant = record(tenant_key, read_tenant, keep)
if not tenant then
  return {MISS}
end
local quota, status = string.match(tenant, '^(%d+) (%S+)')
if not quota then
  return {NOBODY}
end
if status ~= 'active' then
  return {NOT_ACTIVE, tenant, key}
end
quota = tonumber(quota)

-- The running minute and the sixty before it: never less than the last 3,600 seconds, never more than 3,660.
local minute = math.floor(now / MINUTE)
local minutes = {}
for i = 1, 61 do
  minutes[i] = minute - 61 + i
end
local counts = redis.call('HMGET', counts_key, unpack(minutes))
local used, oldest = 0, nil
for i = 1, 61 do
  counts[i] = tonumber(counts[i] or 0)
  used = used + counts[i]
  if counts[i] > 0 and not oldest then
    oldest = minutes[i]
  end
end

local function seconds_until_gone(m)
  return math.ceil(((m + 61) * MINUTE - now) / 1000)
end

local charged = math.max(used, known)
if charged >= quota then
  for i = 1, 61 do
    used = used - counts[i]
    if used < quota then
      return {OVER, tenant, key, 0, seconds_until_gone(minutes[i])}
    end
  end
end

if redis.call('HINCRBY', counts_key, minute, 1) == 1 then
  redis.call('HSETNX', counts_key, 'epoch', epoch)
  redis.call('EXPIRE', counts_key, UNUSED_SECONDS)
  if redis.call('HLEN', counts_key) > MANY_MINUTES then
    for _, field in ipairs(redis.call('HKEYS', counts_key)) do
      if field ~= 'epoch' and tonumber(field) < minute - KEPT_MINUTES then
        redis.call('HDEL', counts_key, field)
      end
    end
  end
end
return {WITHIN, tenant, key, quota - charged - 1, seconds_until_gone(oldest or minute)}
