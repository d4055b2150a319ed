SELECT *
FROM logs
WHERE number >= 400
  AND number < 500
