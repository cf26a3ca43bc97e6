"""One question to everything that was exported: every score, by wave, role and instrument.

Usage: scale.py PARQUET_DIR
PARQUET_DIR is one export, or holds several below `share=…`.
Prints one JSON object: rows of the long table, rows read, groups, the sum of every group, seconds, peak memory in kB.
"""

import json
import resource
import sys
import time
from pathlib import Path

import duckdb

QUESTION = """
SELECT wave, role, instrument, score, count(*) AS n, count(value) AS answered, avg(value) AS mean,
    stddev_samp(value) AS sd, sum(CAST(value AS DECIMAL(18, 4))) AS total
FROM read_parquet('{folder}/**/scores/*/*/*/*.parquet', hive_partitioning = true)
GROUP BY ALL ORDER BY ALL
"""


def main(folder):
    begin = time.monotonic()
    groups = duckdb.sql(QUESTION.format(folder=folder)).fetchall()
    seconds = time.monotonic() - begin
    long = f"SELECT count(*) FROM read_parquet('{folder}/**/long/*/*/*/*.parquet') WHERE again = 0"
    print(json.dumps({
        "people_rows": duckdb.sql(long).fetchall()[0][0],
        "rows": sum(group[4] for group in groups),
        "groups": len(groups),
        # Exact, so that shares can be held against the whole; by wave, role, instrument and score.
        "sums": [[*group[:4], str(group[-1])] for group in groups],
        "seconds": seconds,
        "peak_kb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss,
    }))


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
