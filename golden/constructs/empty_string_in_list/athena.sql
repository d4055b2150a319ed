SELECT *
FROM logs
WHERE lower(field) IN ('', 'none')
