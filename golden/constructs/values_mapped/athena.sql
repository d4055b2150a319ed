SELECT *
FROM logs
WHERE mfa = FALSE
  AND (state_code = 1 OR state_code = 2)
