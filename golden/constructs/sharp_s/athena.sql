SELECT *
FROM logs
WHERE regexp_like(field, '^[Ssſ][Tt][Rr][Aa][ßẞ][Ee]\z')
