SELECT *
FROM logs
WHERE (lower(line) LIKE '%alpha%' OR lower(line) LIKE '%b_ta%')
  AND NOT COALESCE(regexp_like(line, 'foo\d+'), FALSE)
