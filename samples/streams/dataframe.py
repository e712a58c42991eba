"""Checks a column of stories in a Spark DataFrame: spark-submit dataframe.py stories.jsonl

For stories that are in a table already, with columns `id` and `text` at least.
"""

import subprocess
import sys

import pandas
from pyspark.sql import SparkSession

COMMAND = "whosaid check --input-format jsonl --isolated --jobs 1 -".split()


def answers(batches):
    """Hands each batch of rows to whosaid, and gives its answers, a row each, in the same order."""
    for batch in batches:
        records = batch.to_json(orient="records", lines=True, force_ascii=False)
        run = subprocess.run(COMMAND, input=records.encode(), stdout=subprocess.PIPE)
        if run.returncode not in (0, 1, 2):
            raise RuntimeError(f"whosaid ended with {run.returncode}")
        lines = run.stdout.decode().split("\n")[:-1]
        yield pandas.DataFrame({"id": batch["id"].tolist(), "answer": lines})


spark = SparkSession.builder.appName("whosaid").getOrCreate()
stories = spark.read.schema("id string, headline string, text string").json(sys.argv[1])
stories = stories.where("text IS NOT NULL")
checked = stories.mapInPandas(answers, "id string, answer string")
checked.selectExpr(
    "id",
    "size(from_json(answer, 'findings array<struct<code: string>>').findings) AS findings",
    "size(from_json(answer, 'claims array<struct<id: string>>').claims) AS claims",
).show()
spark.stop()
