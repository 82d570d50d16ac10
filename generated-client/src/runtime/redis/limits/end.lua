-- A call is over, or was not sent.
--
-- KEYS: one per limit. ARGV: the call; 1 if it was sent; the month in which it was let through; then the period of each
-- limit in microseconds, 0 for a month.
local call, sent, before = ARGV[1], ARGV[2] == '1', tonumber(ARGV[3])
for i = 1, #KEYS do
  local key, period = KEYS[i], tonumber(ARGV[i + 3])
  if period == 0 then
    if sent then
      -- Which month it counts for, nobody knows.
      if month > before then count(key) end
    elseif month == before and used(key) > 0 then
      redis.call('HINCRBY', key, 'calls', -1)
    end
  elseif sent then
    redis.call('ZADD', key, 'XX', now + period, call)
  else
    redis.call('ZREM', key, call)
  end
end
return 0
