import { readFileSync } from "node:fs";
import { basename } from "node:path";
import type { CrsId } from "../../../src/core/model/import.ts";
import { err, ok } from "../../../src/core/result.ts";
import { loadProjection } from "../../../src/sources/crs/crs-projection.ts";
import { readTables } from "../../../src/sources/formats/read-tables.ts";
import { readOsm } from "../osm/read-osm.ts";
import { crsOfText } from "./declared-crs.ts";
import { failureSentence } from "./find-boundary.ts";
import { moveTables } from "./move-tables.ts";
import type { PackTools } from "./pack-tools.ts";

/** The readers of the browser's import, put to the builder's use. */
export function createPackTools(): PackTools {
  return {
    readOsm,
    readTables: (path) => readTables({ name: basename(path), bytes: readFileSync(path) }),
    async locate(tables, option, declared, ground) {
      const said: CrsId | null =
        declared === null
          ? (tables.find((table) => table.declaredCrs !== null)?.declaredCrs ?? null)
          : crsOfText(declared);
      if (declared !== null && said === null)
        return err(
          `--crs-${option} ${declared}: expected WGS-84, CGCS2000, GCJ-02, BD-09, BD-09MC or EPSG:<number>`,
        );
      if (said === null)
        return ground === null
          ? ok(null)
          : err(
              `--${option} ${tables[0]?.file}: does not say how its positions are to be read; give --crs-${option}`,
            );
      const projection = await loadProjection(said, tables[0]?.file ?? "");
      if (!projection.ok) return err(`--${option} ${failureSentence(projection.failure)}`);
      return ok({
        tables: moveTables(tables, projection.value.toWgs84),
        crs: `${said} (${declared === null ? "the file says so" : "as declared"})`,
      });
    },
    draftLayer: async (tables, layer) => err(`--${layer} ${tables[0]?.file}: lists cannot be read yet`),
  };
}
