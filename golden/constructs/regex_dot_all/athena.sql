SELECT *
FROM logs
WHERE regexp_like(field, '^a[\s\S]*b$')
