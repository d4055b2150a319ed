SELECT *
FROM logs
WHERE lower(field) = 'a'
  OR (lower(other) = 'b' AND lower(third) = 'c')
