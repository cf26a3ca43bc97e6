"""One question to everything that was exported: every score, by wave, role and instrument.

Usage: scale.py PARQUET_DIR
Prints one JSON object: rows of the long table, rows read, groups, seconds, peak memory in kB.
"""

import json
import resource
import sys
import time
from pathlib import Path

import duckdb

QUESTION = """
SELECT wave, role, instrument, score, count(*) AS n, count(value) AS answered, avg(value) AS mean, stddev_samp(value) AS sd
FROM read_parquet('{folder}/scores/*/*/*/*.parquet', hive_partitioning = true)
GROUP BY ALL ORDER BY ALL
"""


def main(folder):
    begin = time.monotonic()
    groups = duckdb.sql(QUESTION.format(folder=folder)).fetchall()
    seconds = time.monotonic() - begin
    long = f"SELECT count(*) FROM read_parquet('{folder}/long/*/*/*/*.parquet') WHERE again = 0"
    print(json.dumps({
        "people_rows": duckdb.sql(long).fetchone()[0],
        "rows": sum(group[4] for group in groups),
        "groups": len(groups),
        "seconds": seconds,
        "peak_kb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss,
    }))


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
