// Replicate an event stream with ldes-client and print each member as JSON: its id, time, entity and N-Quads.
import { replicateLDES, intoConfig } from "ldes-client";
import { Writer } from "n3";

const members = replicateLDES(intoConfig({ url: process.argv[2], polling: false }), "none");
members.on("error", (error) => {
  console.error(error);
  process.exit(1);
});
const reader = members.stream({ highWaterMark: 10 }).getReader();
for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) {
  const nquads = new Writer({ format: "N-Quads" }).quadsToString(value.quads);
  console.log(
    JSON.stringify({ id: value.id.value, time: value.timestamp, of: value.isVersionOf, nquads }),
  );
}
