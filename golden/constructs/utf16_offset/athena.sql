SELECT *
FROM logs
WHERE lower(field) LIKE '%cabpag4azw%'
  OR lower(field) LIKE '%aaaqbuagca%'
  OR lower(field) LIKE '%wagkabgbna%'
