SELECT *
FROM logs
WHERE lower(field) = 'a'
  AND NOT COALESCE(
    (regexp_like(address, '^[0-9.]+\z') AND contains('10.0.0.0/8', TRY_CAST(address AS IPADDRESS)))
    OR (
      regexp_like(address, '^[0-9.]+\z')
      AND contains('192.0.2.1/32', TRY_CAST(address AS IPADDRESS))
    ),
    FALSE
  )
