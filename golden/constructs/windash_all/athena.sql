SELECT *
FROM logs
WHERE (
    lower(commandLine) LIKE '% -a%'
    OR lower(commandLine) LIKE '% /a%'
    OR lower(commandLine) LIKE '% –a%'
    OR lower(commandLine) LIKE '% —a%'
    OR lower(commandLine) LIKE '% ―a%'
  )
  AND (
    lower(commandLine) LIKE '% -b%'
    OR lower(commandLine) LIKE '% /b%'
    OR lower(commandLine) LIKE '% –b%'
    OR lower(commandLine) LIKE '% —b%'
    OR lower(commandLine) LIKE '% ―b%'
  )
