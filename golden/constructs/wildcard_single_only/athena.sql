SELECT *
FROM logs
WHERE field LIKE '__'
