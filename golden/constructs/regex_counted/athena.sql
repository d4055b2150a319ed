SELECT *
FROM logs
WHERE regexp_like(field, '(?:ab){2,3}c{2}d+')
