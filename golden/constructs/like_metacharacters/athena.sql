SELECT *
FROM logs
WHERE lower(field) = '100%_done'
  AND other LIKE '%5\%\_%' ESCAPE '\'
  AND lower(third) LIKE 'a\%\_%!' ESCAPE '\'
