SELECT *
FROM logs
WHERE lower(field) = 'abc'
  OR lower(field) LIKE 'abc%'
  OR lower(field) LIKE '%abc'
  OR lower(field) LIKE '%abc%'
