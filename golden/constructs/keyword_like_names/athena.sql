SELECT *
FROM logs
WHERE (NOT COALESCE(lower(field) = 'a', FALSE) AND lower(other) = 'b')
  OR lower(third) = 'c'
