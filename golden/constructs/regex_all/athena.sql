SELECT *
FROM logs
WHERE regexp_like(field, 'a+')
  AND regexp_like(field, 'b+')
