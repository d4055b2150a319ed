SELECT *
FROM logs
WHERE regexp_like(field, 'ab$')
  AND regexp_like(other, '^cd\z')
