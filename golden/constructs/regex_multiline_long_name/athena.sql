SELECT *
FROM logs
WHERE regexp_like(field, '(?<![^\n])a')
