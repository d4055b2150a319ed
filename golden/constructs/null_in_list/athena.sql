SELECT *
FROM logs
WHERE field = ''
  OR field IS NULL
