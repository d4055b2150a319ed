SELECT *
FROM logs
WHERE lower(field) = lower(other)
  OR lower(field) = lower(third)
