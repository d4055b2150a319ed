SELECT *
FROM logs
WHERE field = '5'
  AND other = '007'
  AND third = '1.0'
