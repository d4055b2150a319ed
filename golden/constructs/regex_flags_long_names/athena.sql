SELECT *
FROM logs
WHERE regexp_like(lower(field), 'a[\s\S]b')
