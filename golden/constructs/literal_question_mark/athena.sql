SELECT *
FROM logs
WHERE lower(field) = 'a?b'
