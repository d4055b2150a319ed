SELECT *
FROM cloudtrail_logs
WHERE responseelements IS NOT NULL
  AND requestparameters IS NULL
