SELECT *
FROM logs
WHERE regexp_like(field, '^50\d$')
