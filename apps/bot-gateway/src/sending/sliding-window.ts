/**
 * At most N in any span of time, not only in spans that begin at full seconds: Redis keeps the times of the last
 * N, by its own clock. The script has the form that rate-limiter-flexible wants of a `customIncrTtlLuaScript`:
 * ARGV is points to consume (always 1 here), seconds, N; it answers [consumed, ms until there is room].
 */
export const SLIDING_WINDOW = `
local limit, span = tonumber(ARGV[3]), ARGV[2] * 1000
local clock = redis.call('time')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
local oldest = redis.call('lindex', KEYS[1], limit - 1)
if oldest then
  local age = now - oldest
  -- A clock that was put back must not close the window for hours.
  if age >= 0 and age < span then return {limit + 1, span - age} end
end
redis.call('lpush', KEYS[1], now)
redis.call('ltrim', KEYS[1], 0, limit - 1)
redis.call('pexpire', KEYS[1], span)
return {redis.call('llen', KEYS[1]), span}`;
