SELECT *
FROM logs
WHERE lower(field) = 'a'
  AND NOT COALESCE(lower(other) = 'b' OR lower(third) = 'c', FALSE)
