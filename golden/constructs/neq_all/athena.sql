SELECT *
FROM logs
WHERE NOT COALESCE(lower(field) LIKE '%a%' AND lower(field) LIKE '%b%', FALSE)
