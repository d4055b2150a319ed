SELECT *
FROM logs
WHERE regexp_like(name, 'ad+min')
