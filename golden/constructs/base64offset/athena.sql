SELECT *
FROM logs
WHERE lower(field) LIKE '%ahr0cdovl%'
  OR lower(field) LIKE '%h0dha6ly%'
  OR lower(field) LIKE '%odhrwoi8v%'
