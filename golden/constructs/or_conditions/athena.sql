SELECT *
FROM logs
WHERE (lower(field) = 'a' AND lower(other) = 'b')
  OR lower(third) = 'c'
