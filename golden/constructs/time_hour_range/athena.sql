SELECT *
FROM logs
WHERE COALESCE(hour(TRY_CAST(replace(regexp_extract(eventTime, '^(\d{4}-\d{2}-\d{2}[T ](?:[01]\d|2[0-3]):[0-5]\d)(?::(?:[0-5]\d|60)(?:\.\d+)?)?(?:Z|[+-](?:[01]\d|2[0-3])(?::?[0-5]\d)?)?\z', 1), 'T', ' ') AS TIMESTAMP)), hour(from_unixtime(TRY_CAST(regexp_extract(eventTime, '^0*(\d{1,11}\z|[1-9]\d{8,10}(?=\d{3}\z))', 1) AS BIGINT), 'UTC'))) >= 22
  AND (
    COALESCE(hour(TRY_CAST(replace(regexp_extract(field, '^(\d{4}-\d{2}-\d{2}[T ](?:[01]\d|2[0-3]):[0-5]\d)(?::(?:[0-5]\d|60)(?:\.\d+)?)?(?:Z|[+-](?:[01]\d|2[0-3])(?::?[0-5]\d)?)?\z', 1), 'T', ' ') AS TIMESTAMP)), hour(from_unixtime(TRY_CAST(regexp_extract(field, '^0*(\d{1,11}\z|[1-9]\d{8,10}(?=\d{3}\z))', 1) AS BIGINT), 'UTC'))) = 0
    OR COALESCE(hour(TRY_CAST(replace(regexp_extract(field, '^(\d{4}-\d{2}-\d{2}[T ](?:[01]\d|2[0-3]):[0-5]\d)(?::(?:[0-5]\d|60)(?:\.\d+)?)?(?:Z|[+-](?:[01]\d|2[0-3])(?::?[0-5]\d)?)?\z', 1), 'T', ' ') AS TIMESTAMP)), hour(from_unixtime(TRY_CAST(regexp_extract(field, '^0*(\d{1,11}\z|[1-9]\d{8,10}(?=\d{3}\z))', 1) AS BIGINT), 'UTC'))) = 1
    OR COALESCE(hour(TRY_CAST(replace(regexp_extract(field, '^(\d{4}-\d{2}-\d{2}[T ](?:[01]\d|2[0-3]):[0-5]\d)(?::(?:[0-5]\d|60)(?:\.\d+)?)?(?:Z|[+-](?:[01]\d|2[0-3])(?::?[0-5]\d)?)?\z', 1), 'T', ' ') AS TIMESTAMP)), hour(from_unixtime(TRY_CAST(regexp_extract(field, '^0*(\d{1,11}\z|[1-9]\d{8,10}(?=\d{3}\z))', 1) AS BIGINT), 'UTC'))) = 2
  )
