SELECT *
FROM logs
WHERE lower(path) = 'c:\windows\*'
