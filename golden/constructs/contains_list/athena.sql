SELECT *
FROM logs
WHERE lower(field) LIKE '%alpha%'
  OR lower(field) LIKE '%beta%'
  OR lower(field) LIKE '%gamma%'
