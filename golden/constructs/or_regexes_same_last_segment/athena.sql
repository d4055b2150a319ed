SELECT *
FROM logs
WHERE (regexp_like(userIdentity.type, '^Root$') AND c = '1')
  OR (regexp_like(resources.type, 'Bucket') AND d = '1')
