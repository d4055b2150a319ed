SELECT *
FROM logs
WHERE (NOT COALESCE(lower(field) = 'a', FALSE) AND lower(other) = 'b')
  OR NOT COALESCE(lower(other) = 'b' AND lower(third) = 'c', FALSE)
