SELECT *
FROM logs
WHERE regexp_like("my-field", 'a+')
  AND regexp_like("with space", 'b+')
  AND regexp_like("select", 'c+')
