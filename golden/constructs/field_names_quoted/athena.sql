SELECT *
FROM logs
WHERE lower("my-field") = 'a'
  AND lower("with space") = 'b'
  AND lower("select") = 'c'
  AND lower(sequence) = 'd'
  AND lower("1st") = 'e'
  AND lower("@timestamp") = 'f'
  AND lower("not") = 'g'
  AND lower("a-b"."c d") = 'h'
