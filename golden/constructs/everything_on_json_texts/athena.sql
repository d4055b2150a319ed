SELECT *
FROM logs
WHERE lower(string) = 'a'
  AND empty = ''
  AND lower(pattern) LIKE 'a%b'
  AND lower(single) LIKE 'a_b'
  AND lower(literal) = 'a*b'
  AND cased = 'A'
  AND regexp_like(letter, '^[Éé]\z')
  AND lower(control) = U&'a\0009b'
  AND regexp_like(regex, 'a+b')
  AND regexp_like(lower(regex_ignore_case), 'a+b')
  AND regexp_like(regex_inner_anchor, 'x?(?:^|a)b')
  AND regexp_like(regex_line_anchor, '(?<![^\n])a(?![^\n])')
  AND regexp_like(regex_word_boundary, '(?:(?<=\w)(?!\w)|(?<!\w)(?=\w))a')
  AND number = '5'
  AND lower(boolean) = 'true'
  AND nothing IS NULL
  AND present IS NOT NULL
  AND (
    regexp_like(compare, '^-?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?\z')
    AND COALESCE(TRY_CAST(compare AS DECIMAL(38, 18)) < 5, TRY_CAST(compare AS DOUBLE) < 5)
  )
  AND (
    regexp_like(network_v4, '^[0-9.]+\z')
    AND contains('10.0.0.0/8', TRY_CAST(network_v4 AS IPADDRESS))
  )
  AND (
    regexp_like(network_v6, '^[0-9A-Fa-f]*:[0-9A-Fa-f:.]*\z')
    AND contains('2001:db8::/32', TRY_CAST(network_v6 AS IPADDRESS))
  )
  AND COALESCE(hour(TRY_CAST(replace(regexp_extract(time, '^(\d{4}-\d{2}-\d{2}[T ](?:[01]\d|2[0-3]):[0-5]\d)(?::(?:[0-5]\d|60)(?:\.\d+)?)?(?:Z|[+-](?:[01]\d|2[0-3])(?::?[0-5]\d)?)?\z', 1), 'T', ' ') AS TIMESTAMP)), hour(from_unixtime(TRY_CAST(regexp_extract(time, '^0*(\d{1,11}\z|[1-9]\d{8,10}(?=\d{3}\z))', 1) AS BIGINT), 'UTC'))) = 5
