SELECT *
FROM logs
WHERE NOT COALESCE(lower(field) IN ('a', 'b'), FALSE)
