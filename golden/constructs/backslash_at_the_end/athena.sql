SELECT *
FROM logs
WHERE lower(start) LIKE 'c:\temp\%'
  AND "end" LIKE '%\'
  AND lower(part) LIKE '%\temp\%'
