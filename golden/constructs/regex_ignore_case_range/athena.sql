SELECT *
FROM logs
WHERE regexp_like(lower(field), '[a-c]+x[^d-f]')
