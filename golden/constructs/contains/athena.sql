SELECT *
FROM logs
WHERE lower(field) LIKE '%value%'
