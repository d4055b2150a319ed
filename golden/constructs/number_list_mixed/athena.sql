SELECT *
FROM logs
WHERE lower(field) IN ('4624', '4625', 'none')
