SELECT *
FROM logs
WHERE lower(field) = 'true'
