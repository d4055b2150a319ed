SELECT *
FROM logs
WHERE regexp_like(field, '^[Mm][Üü][Ll][Ll][Ee][Rr]\z')
  AND regexp_like(other, '[Éé][Cc][Oo][Ll][Ee]')
  AND regexp_like(greek, '^[Σςσ][Αα][Σςσ]\z')
