"""An S3 server (moto) on a free port of this machine, in memory, with one empty bucket.

Usage: s3.py BUCKET
Prints its address, and ends when its standard input does.
"""

import logging
import sys
import urllib.request

from moto.server import ThreadedMotoServer


def main(bucket):
    # A line for every request would be most of what it does.
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    address = f"http://{host}:{port}"
    urllib.request.urlopen(urllib.request.Request(f"{address}/{bucket}", method="PUT"))
    print(address, flush=True)
    sys.stdin.read()
    server.stop()


if __name__ == "__main__":
    main(sys.argv[1])
