SELECT *
FROM logs
WHERE strpos(lower(field), lower(other)) > 0
