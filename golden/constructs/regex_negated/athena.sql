SELECT *
FROM logs
WHERE lower(field) = 'a'
  AND NOT COALESCE(regexp_like(other, '^b+'), FALSE)
