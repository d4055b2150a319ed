SELECT *
FROM logs
WHERE lower(field) = 'a'
  AND other IS NOT NULL
