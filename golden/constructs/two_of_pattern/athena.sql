SELECT *
FROM logs
WHERE (lower(field) = 'a' AND lower(other) = 'b')
  OR (lower(field) = 'a' AND lower(third) = 'c')
  OR (lower(other) = 'b' AND lower(third) = 'c')
