SELECT *
FROM logs
WHERE lower(field) = 'a'
  AND NOT COALESCE(
    COALESCE(hour(TRY_CAST(replace(regexp_extract(time, '^(\d{4}-\d{2}-\d{2}[T ](?:[01]\d|2[0-3]):[0-5]\d)(?::(?:[0-5]\d|60)(?:\.\d+)?)?(?:Z|[+-](?:[01]\d|2[0-3])(?::?[0-5]\d)?)?\z', 1), 'T', ' ') AS TIMESTAMP)), hour(from_unixtime(TRY_CAST(regexp_extract(time, '^0*(\d{1,11}\z|[1-9]\d{8,10}(?=\d{3}\z))', 1) AS BIGINT), 'UTC'))) < 6,
    FALSE
  )
