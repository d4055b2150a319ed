SELECT *
FROM logs
WHERE lower(tab) = U&'a\0009b'
  AND lower(newline) = U&'a\000Ab'
  AND lower("escape") LIKE U&'%\001B[0m%'
  AND return LIKE U&'\000D\000A%'
