SELECT *
FROM logs
WHERE lower(path) = 'c:\windows\system32'
  AND lower(unc) = '\\server'
  AND lower(double) = 'a\b'
  AND lower(ends) = 'c:\'
