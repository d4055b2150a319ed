SELECT *
FROM logs
WHERE lower(field) = 'a'
  OR (
    lower(other) = 'b'
    AND NOT COALESCE(
      lower(third) = 'c' OR (lower(fourth) = 'd' AND NOT COALESCE(lower(field) = 'a', FALSE)),
      FALSE
    )
  )
