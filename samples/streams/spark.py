"""Checks stories on a Spark cluster, a file of records or many:

    spark-submit spark.py stories.jsonl answers

Every partition runs one whosaid, which streams: a partition may be of any size. `answers` is a folder of
lines {"id": …, …}, as `whosaid config schema answer` has them.
"""

import os
import sys

from pyspark.sql import SparkSession

# One thread each: Spark runs as many at a time as the cluster has cores. Exit code 1 says that there are
# findings, 2 that some records could not be read; both are in the answers.
COMMAND = """sh -c 'whosaid check --input-format jsonl --isolated --jobs 1 - || test $? -le 2'"""

stories, answers = sys.argv[1:]
spark = SparkSession.builder.appName("whosaid").getOrCreate()
records = spark.read.text(stories).rdd.map(lambda row: row.value)
# The program must be on this path on every machine; without one, Spark gives it none.
records.pipe(COMMAND, {"PATH": os.environ["PATH"]}, checkCode=True).saveAsTextFile(answers)

# What is in them, as a table.
table = spark.read.schema(
    "id string, error struct<message: string>, findings array<struct<code: string, severity: string>>"
).json(answers)
table.createOrReplaceTempView("answers")
spark.sql(
    """SELECT code, severity, count(*) AS findings
       FROM (SELECT inline(findings) FROM answers) GROUP BY code, severity ORDER BY code"""
).show()
unread = table.where("error IS NOT NULL").count()
print(f"{table.count()} records, {unread} could not be read")
spark.stop()
