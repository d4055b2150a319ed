SELECT *
FROM logs
WHERE NOT COALESCE(lower(field) = lower(other), FALSE)
