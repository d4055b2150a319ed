SELECT *
FROM logs
WHERE NOT COALESCE(lower(field) = 'value', FALSE)
