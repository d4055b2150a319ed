SELECT *
FROM logs
WHERE regexp_like(field, 'a+')
  OR regexp_like(field, '^b$')
