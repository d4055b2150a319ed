SELECT *
FROM logs
WHERE regexp_like("src ip", '^[0-9.]+\z')
  AND contains('10.0.0.0/8', TRY_CAST("src ip" AS IPADDRESS))
