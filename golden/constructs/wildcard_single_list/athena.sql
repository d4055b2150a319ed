SELECT *
FROM logs
WHERE lower(field) LIKE 'a_b'
  OR lower(field) LIKE 'c_d'
  OR lower(field) = 'plain'
