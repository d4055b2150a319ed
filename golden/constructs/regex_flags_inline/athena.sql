SELECT *
FROM logs
WHERE regexp_like(lower(field), 'abc')
  AND regexp_like(other, 'a[Bb]c')
