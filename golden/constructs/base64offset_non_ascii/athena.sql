SELECT *
FROM logs
WHERE lower(field) LIKE '%zm/dtmjhc%'
  OR lower(field) LIKE '%zvw7ziyx%'
  OR lower(field) LIKE '%mb8o2ymfy%'
