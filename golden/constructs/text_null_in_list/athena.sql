SELECT *
FROM logs
WHERE lower(field) IN ('null', 'none')
