SELECT *
FROM logs
WHERE field = '日本'
  AND other LIKE '%→%'
  AND lower(third) = 'a😀b'
