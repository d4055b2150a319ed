SELECT *
FROM logs
WHERE (regexp_like(a, '^[0-9.]+\z') AND contains('192.0.2.7/32', TRY_CAST(a AS IPADDRESS)))
  AND (regexp_like(b, '^[0-9.]+\z') AND contains('192.0.2.0/24', TRY_CAST(b AS IPADDRESS)))
  AND (regexp_like(c, '^[0-9.]+\z') AND contains('172.16.0.0/12', TRY_CAST(c AS IPADDRESS)))
  AND (regexp_like(d, '^[0-9.]+\z') AND contains('0.0.0.0/0', TRY_CAST(d AS IPADDRESS)))
