SELECT *
FROM logs
WHERE lower(field) = 'zm9vkmjhcg=='
