SELECT *
FROM logs
WHERE lower(image) = 'reg.exe'
  AND NOT COALESCE(
    lower(commandLine) LIKE '%-foo%'
    OR lower(commandLine) LIKE '%/foo%'
    OR lower(commandLine) LIKE '%–foo%'
    OR lower(commandLine) LIKE '%—foo%'
    OR lower(commandLine) LIKE '%―foo%',
    FALSE
  )
