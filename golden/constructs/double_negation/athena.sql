SELECT *
FROM logs
WHERE regexp_like(field, '^a')
  AND lower(field) = 'b'
