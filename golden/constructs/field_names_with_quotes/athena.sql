SELECT *
FROM logs
WHERE lower("a""b") = 'v'
  AND lower("c'd") = 'v'
  AND lower("e`f") = 'v'
