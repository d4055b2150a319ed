SELECT *
FROM logs
WHERE lower(field) LIKE 'a%b'
