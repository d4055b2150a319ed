SELECT *
FROM logs
WHERE lower(field) = 'x'
  AND (regexp_like(address, '^[0-9.]+\z') AND contains('10.0.0.0/15', TRY_CAST(address AS IPADDRESS)))
