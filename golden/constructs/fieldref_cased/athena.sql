SELECT *
FROM logs
WHERE field = other
