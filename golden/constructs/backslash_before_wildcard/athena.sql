SELECT *
FROM logs
WHERE lower(path) LIKE 'c:\windows\%'
