SELECT *
FROM logs
WHERE starts_with(lower(field), lower(other))
