local clock = redis.call('TIME')
local now = clock[1] * 1000000 + clock[2]

-- Months since the beginning of the year 0, in UTC; Howard Hinnant's civil_from_days.
local function present_month()
  local days = math.floor(clock[1] / 86400) + 719468
  local day = days % 146097
  local year = math.floor((day - math.floor(day / 1460) + math.floor(day / 36524) - math.floor(day / 146096)) / 365)
  local of_year = day - (365 * year + math.floor(year / 4) - math.floor(year / 100))
  local era = math.floor(days / 146097)
  return (era * 400 + year) * 12 + math.floor((5 * of_year + 2) / 153) + 2
end

local month = present_month()

-- The calls of this month.
local function used(key)
  local kept = redis.call('HMGET', key, 'month', 'calls')
  if tonumber(kept[1] or 0) < month then return 0 end
  return tonumber(kept[2] or 0)
end

local function count(key)
  redis.call('HSET', key, 'month', month, 'calls', used(key) + 1)
  redis.call('PEXPIRE', key, 3000000000)
end
