SELECT *
FROM logs
WHERE field IN ('Aa', 'Bb')
