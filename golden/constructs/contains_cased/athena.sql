SELECT *
FROM logs
WHERE field LIKE '%Foo%'
