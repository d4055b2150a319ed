SELECT *
FROM logs
WHERE field LIKE 'Val%eA'
