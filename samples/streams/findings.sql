-- The findings of answers.jsonl, a row each: duckdb < findings.sql
-- Columns that are not named here are passed over; claims, speakers and attributions are read the same way.
CREATE VIEW answers AS
SELECT * FROM read_json('answers.jsonl', format = 'newline_delimited', maximum_object_size = 1073741824,
    columns = {
        id: 'JSON',
        findings: 'STRUCT(code VARCHAR, severity VARCHAR, message VARCHAR, span STRUCT(line INTEGER))[]',
        error: 'STRUCT(stream VARCHAR, line BIGINT, message VARCHAR)'
    });

SELECT id, finding.code, finding.severity, finding.span.line AS line, finding.message
FROM (SELECT id, unnest(findings) AS finding FROM answers)
WHERE finding.severity IN ('error', 'warning')
ORDER BY id::VARCHAR, line, finding.code;
