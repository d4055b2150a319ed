SELECT *
FROM logs
WHERE lower(field) = 'a'
  AND NOT COALESCE(
    lower(other) LIKE '%zm9vymfy%' OR lower(other) LIKE '%zvb2jhc%' OR lower(other) LIKE '%mb29iyx%',
    FALSE
  )
