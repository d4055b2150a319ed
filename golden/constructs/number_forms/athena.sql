SELECT *
FROM logs
WHERE decimal = '1.50'
  AND negative = '-3'
  AND hexadecimal = '16'
  AND exponent = '1000'
  AND zeros = '7'
