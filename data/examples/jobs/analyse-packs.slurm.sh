#!/bin/bash
#SBATCH --job-name=havenmap
#SBATCH --cpus-per-task=1
#SBATCH --mem=1G
#SBATCH --time=00:10:00
#SBATCH --output=slurm-%A_%a.out
# One task per pack. PACKS: a file with one pack folder a line; REQUEST: one request file for all; OUT: results.
#   sbatch --array=1-$(wc -l < packs.txt) --export=ALL,PACKS=packs.txt,REQUEST=requests.jsonl,OUT=results \
#     data/examples/jobs/analyse-packs.slurm.sh
# A task that ends with 1 to 3 shows as FAILED in sacct; results are whole files or none, so it can simply be run again.
set -euo pipefail
pack=$(sed -n "${SLURM_ARRAY_TASK_ID}p" "$PACKS")
exec npm run -s analyse -- --pack "$pack" --request "$REQUEST" --out "$OUT/$SLURM_ARRAY_TASK_ID"
