SELECT *
FROM logs
WHERE (lower(field) = 'a' OR lower(other) = 'b')
  AND NOT COALESCE(lower(third) = 'c', FALSE)
