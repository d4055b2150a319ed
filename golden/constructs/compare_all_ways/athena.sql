SELECT *
FROM logs
WHERE (
    regexp_like(a, '^-?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?\z')
    AND COALESCE(TRY_CAST(a AS DECIMAL(38, 18)) < 5, TRY_CAST(a AS DOUBLE) < 5)
  )
  AND (
    regexp_like(b, '^-?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?\z')
    AND COALESCE(TRY_CAST(b AS DECIMAL(38, 18)) <= 5, TRY_CAST(b AS DOUBLE) <= 5)
  )
  AND (
    regexp_like(c, '^-?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?\z')
    AND COALESCE(TRY_CAST(c AS DECIMAL(38, 18)) > -5.5, TRY_CAST(c AS DOUBLE) > -5.5)
  )
  AND (
    regexp_like(d, '^-?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?\z')
    AND COALESCE(TRY_CAST(d AS DECIMAL(38, 18)) >= 1000, TRY_CAST(d AS DOUBLE) >= 1000)
  )
