SELECT *
FROM logs
WHERE lower(field) = ' value '
  AND other LIKE '%  %'
