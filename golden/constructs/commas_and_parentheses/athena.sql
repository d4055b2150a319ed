SELECT *
FROM logs
WHERE lower(field) IN ('a,b', '(c)', 'd and e', 'not f', 'g=h')
