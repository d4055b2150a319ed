SELECT *
FROM logs
WHERE lower(field) = lower(other)
