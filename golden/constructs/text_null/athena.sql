SELECT *
FROM logs
WHERE lower(field) = 'null'
