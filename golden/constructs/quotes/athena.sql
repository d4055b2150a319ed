SELECT *
FROM logs
WHERE lower(single) = 'o''brien'
  AND lower(double) = 'say "hi"'
  AND lower(both) = 'it''s "both"'
  AND lower(triple) = 'a"""b'
  AND lower(part) LIKE '%o''brien says "hi"%'
  AND one LIKE '''_'
