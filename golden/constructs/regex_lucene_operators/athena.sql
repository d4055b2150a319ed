SELECT *
FROM logs
WHERE regexp_like(field, 'a&b~c#d@e<f>g')
