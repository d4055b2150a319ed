SELECT *
FROM logs
WHERE field = '5'
