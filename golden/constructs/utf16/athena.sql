SELECT *
FROM logs
WHERE lower(a) = 'sqbfafga'
  AND lower(b) = 'sqbfafga'
  AND lower(c) = 'aekarqby'
  AND lower(d) = '//5jaeuawaa='
