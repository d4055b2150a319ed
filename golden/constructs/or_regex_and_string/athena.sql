SELECT *
FROM logs
WHERE regexp_like(field, '^a+$')
  OR lower(other) = 'b'
