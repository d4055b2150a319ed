SELECT *
FROM logs
WHERE lower(path) = '/etc/passwd'
  AND lower(part) LIKE '%a/b%'
  AND "end" LIKE '%/'
