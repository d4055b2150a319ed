SELECT *
FROM logs
WHERE regexp_like(lower(field), 'ab+c')
