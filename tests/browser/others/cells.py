"""Prints every text and blob of an SQLite database, one a line, in base64. It reads a copy, with the log beside it:
what is searched must not be changed by being read."""

import base64
import os
import shutil
import sqlite3
import sys
import tempfile

file = sys.argv[1]
with tempfile.TemporaryDirectory() as folder:
    copy = os.path.join(folder, "copy")
    for end in ["", "-wal"]:
        if os.path.exists(file + end):
            shutil.copy(file + end, copy + end)
    db = sqlite3.connect(copy)
    db.text_factory = bytes
    tables = db.execute("select name from sqlite_master where type = 'table' and sql not like 'create virtual%'")
    for (name,) in tables.fetchall():
        for row in db.execute('select * from "' + name.decode().replace('"', '""') + '"'):
            for cell in row:
                if isinstance(cell, bytes) and cell:
                    print(base64.b64encode(cell).decode())
    db.close()
