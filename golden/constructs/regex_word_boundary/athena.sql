SELECT *
FROM logs
WHERE regexp_like(field, '(?:(?<=\w)(?!\w)|(?<!\w)(?=\w))root(?:(?<=\w)(?!\w)|(?<!\w)(?=\w))')
