SELECT *
FROM logs
WHERE lower(field) = 'a'
  AND (NOT COALESCE(lower(field) = lower(other), FALSE) OR lower(third) = 'c')
