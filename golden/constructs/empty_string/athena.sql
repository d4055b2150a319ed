SELECT *
FROM logs
WHERE field = ''
