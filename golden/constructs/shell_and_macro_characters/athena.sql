SELECT *
FROM logs
WHERE lower(field) = '$token$ `macro` | [search]'
  AND lower(other) LIKE '%`x` | $y$%'
