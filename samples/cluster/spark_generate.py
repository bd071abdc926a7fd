"""Writes sequences for every request of a data set, under Apache Spark:

    spark_generate.py REQUESTS.ndjson OUTPUT_DIR --program outreach-scheduler --config config.json [--as-of TIME]

Each partition goes through one `outreach-scheduler generate`. OUTPUT_DIR/part-* in the order of their names is, byte for
byte, what one process would have written: an envelope a request, in the order of the requests.
"""
import argparse, datetime, os, re, shlex

from pyspark.sql import SparkSession

parser = argparse.ArgumentParser()
parser.add_argument("requests", help="NDJSON, a request a line, where every worker can read it (HDFS, S3, a shared disk)")
parser.add_argument("output", help="a directory that is not there yet")
parser.add_argument("--program", required=True, help="the outreach-scheduler binary; shipped to the workers")
parser.add_argument("--config", required=True, help="its configuration; shipped too")
parser.add_argument("--leads", action="append", default=[], help="a lead book; shipped too (repeatable)")
parser.add_argument("--as-of", default=datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds"),
                    help="the time that scores are reckoned as of, the same for all workers (default: now)")
parser.add_argument("--partitions", type=int, default=1, help="at least so many")
options = parser.parse_args()

spark = SparkSession.builder.appName("outreach-generate").getOrCreate()
context = spark.sparkContext

# Files that are added lie in each executor's working directory, executable, and a pipe starts there.
for path in [options.program, options.config, *options.leads]:
    context.addFile(os.path.abspath(path))
command = ["./" + os.path.basename(options.program), "generate", "--config", os.path.basename(options.config),
           "--as-of", options.as_of]
for book in options.leads:
    command += ["--leads", os.path.basename(book)]

# Empty lines are no requests, and no rows.
requests = context.textFile(options.requests, options.partitions).filter(lambda line: line.strip())

# Each process counts its rows from 1: the rows of the partitions before it are added, for the price of counting lines.
rows = requests.mapPartitions(lambda lines: [sum(1 for _ in lines)]).collect()
before = [sum(rows[:partition]) for partition in range(len(rows))]
own_row = re.compile(r',"row":(\d+)')  # quotes in texts are escaped, so the first match is the member


def renumber(partition, envelopes):
    for envelope in envelopes:
        yield own_row.sub(lambda row: f',"row":{before[partition] + int(row[1])}', envelope, count=1)


# checkCode: a worker whose process failed fails its task, and Spark starts the partition anew.
envelopes = requests.pipe(shlex.join(command), checkCode=True)
envelopes.mapPartitionsWithIndex(renumber).saveAsTextFile(options.output)
spark.stop()
