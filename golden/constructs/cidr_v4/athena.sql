SELECT *
FROM cloudtrail_logs
WHERE regexp_like(sourceipaddress, '^[0-9.]+\z')
  AND contains('10.0.0.0/8', TRY_CAST(sourceipaddress AS IPADDRESS))
