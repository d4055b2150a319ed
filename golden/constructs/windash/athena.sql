SELECT *
FROM logs
WHERE lower(commandLine) LIKE '% -enc %'
  OR lower(commandLine) LIKE '% /enc %'
  OR lower(commandLine) LIKE '% –enc %'
  OR lower(commandLine) LIKE '% —enc %'
  OR lower(commandLine) LIKE '% ―enc %'
