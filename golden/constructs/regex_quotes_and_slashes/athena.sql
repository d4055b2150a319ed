SELECT *
FROM logs
WHERE regexp_like(field, 'a''b')
  AND regexp_like(other, '"c"/d')
  AND regexp_like(third, '"""')
