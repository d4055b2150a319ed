SELECT *
FROM logs
WHERE lower(field) = 'a.b(c)[d]{e}|^$+#@&<>~'
  AND lower(other) LIKE '%a.b(c)[d]{e}|^$+#@&<>~%'
  AND lower(third) LIKE 'a.b(c)[d]{e}|^$+#@&<>~_'
