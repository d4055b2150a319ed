SELECT *
FROM logs
WHERE lower(field) LIKE '%y3vybca=%'
