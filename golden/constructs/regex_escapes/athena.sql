SELECT *
FROM logs
WHERE regexp_like(field, 'a\\b\.exe\?')
