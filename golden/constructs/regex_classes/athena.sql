SELECT *
FROM logs
WHERE regexp_like(field, '\d+\s\w[\-.0-9]\D\W')
