SELECT *
FROM logs
WHERE lower(field) LIKE '%alpha%'
  AND lower(field) LIKE '%beta%'
