SELECT *
FROM logs
WHERE field = 'L2Jpbi9iYXNo'
