SELECT *
FROM logs
WHERE field = 'Müller'
  AND other LIKE 'É%'
