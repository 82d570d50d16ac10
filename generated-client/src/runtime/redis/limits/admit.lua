-- Takes a place in every limit, or tells how long there is none.
--
-- KEYS: the pause, then one per limit. A span is a sorted set of calls, by the microsecond at which they stop to count; a
-- month is a hash.
-- ARGV: the call; how many go before it (then nothing is taken); the longest time that it may take, in microseconds; then
-- for each limit its calls and its period in microseconds, 0 for a month.
-- Returns the microseconds to wait, or 0 if the places are taken, or -1 if a month is used up; the number of the limit, 0
-- for the pause; the month.
local call, ahead, longest = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])
local wait, which = math.max(redis.call('PTTL', KEYS[1]), 0) * 1000, 0
for i = 2, #KEYS do
  local key, calls, period = KEYS[i], tonumber(ARGV[2 * i]), tonumber(ARGV[2 * i + 1])
  if period == 0 then
    if used(key) >= calls then return {-1, i - 1, month} end
  else
    redis.call('ZREMRANGEBYSCORE', key, '-inf', now)
    -- It may have been asked for before, when the answer did not arrive.
    redis.call('ZREM', key, call)
    local rank = redis.call('ZCARD', key) - calls + ahead % calls
    local moment = now
    if rank >= 0 then
      -- A call that is under way may end at once, and then counts for a period.
      moment = now + period
      local ends = redis.call('ZRANGE', key, rank, rank, 'WITHSCORES')
      if ends[2] then moment = math.min(moment, tonumber(ends[2])) end
    end
    moment = moment + math.floor(ahead / calls) * period
    if moment - now > wait then wait, which = moment - now, i - 1 end
  end
end
if wait > 0 or ahead > 0 then return {wait, which, month} end
for i = 2, #KEYS do
  local key, period = KEYS[i], tonumber(ARGV[2 * i + 1])
  if period == 0 then
    count(key)
  else
    redis.call('ZADD', key, now + longest + period, call)
    local life = math.floor((longest + period) / 1000) + 1000
    if redis.call('PTTL', key) < life then redis.call('PEXPIRE', key, life) end
  end
end
return {0, 0, month}
