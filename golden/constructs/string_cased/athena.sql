SELECT *
FROM logs
WHERE field = 'Value'
