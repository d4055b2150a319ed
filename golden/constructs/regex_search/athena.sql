SELECT *
FROM logs
WHERE regexp_like(field, 'ab+')
