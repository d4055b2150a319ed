SELECT *
FROM logs
WHERE lower(field) = 'true'
  AND lower(other) = 'false'
