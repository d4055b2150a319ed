SELECT *
FROM logs
WHERE regexp_like(a, 'x|y')
  AND regexp_like(b, 'x|y')
  AND regexp_like(c, 'x|y')
