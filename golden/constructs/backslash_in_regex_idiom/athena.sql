SELECT *
FROM logs
WHERE lower(path) LIKE 'c:\temp\_.exe'
