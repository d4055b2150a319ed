SELECT *
FROM logs
WHERE (
    regexp_like(size, '^-?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?\z')
    AND COALESCE(TRY_CAST(size AS DECIMAL(38, 18)) < 5, TRY_CAST(size AS DOUBLE) < 5)
  )
  OR (
    regexp_like(size, '^-?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?\z')
    AND COALESCE(TRY_CAST(size AS DECIMAL(38, 18)) < 10, TRY_CAST(size AS DOUBLE) < 10)
  )
