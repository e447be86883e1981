#!/bin/sh
# One visit: a row, committed, and the number of them.
host=$(hostname)
if answer=$(timeout 10 psql -qAt -v ON_ERROR_STOP=1 -F ' ' -v host="$host" 2>/dev/null <<'END'
BEGIN;
INSERT INTO visits (host) VALUES (:'host') RETURNING id \gset
SELECT count(*), :id FROM visits;
COMMIT;
END
); then
  printf 'Content-Type: text/plain\r\n\r\nvisits: %s\nrow: %s\nhost: %s\n' "${answer% *}" "${answer#* }" "$host"
else
  printf 'Status: 503 Service Unavailable\r\nContent-Type: text/plain\r\nRetry-After: 1\r\n\r\nthe database is away\n'
fi
